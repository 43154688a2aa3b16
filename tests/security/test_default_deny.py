"""Whoever is not signed in gets no further than the pages on the list of public ones."""

from collections.abc import Callable

import pytest
from flask import Flask

from tests.security.conftest import is_public
from tests.support.cast import Cast
from tests.support.visitors import Visitor


@pytest.mark.parametrize("who", ["visitor", "els"])
def test_no_method_opens_a_page_of_members(
    app: Flask,
    browser_of: Callable[..., Visitor],
    people: Cast,
    address_of: Callable[..., str],
    who: str,
) -> None:
    visitor = browser_of(people.els if who == "els" else None)
    token, opened = visitor.csrf_token(), []
    adapter = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        address = address_of(rule)
        for method in rule.methods or ():
            if is_public(app, rule) or adapter.match(address, method)[0] != rule.endpoint:
                continue
            for accept in ("text/html", "application/json"):
                headers = {"Accept": accept, "X-CSRF-Token": token}
                answer = visitor.client.open(address, method=method, headers=headers)
                is_asked = answer.headers.get("Location", "").startswith("/sign-in?next=")
                if not is_asked and answer.status_code != 401:
                    opened.append(f"{answer.status_code} for {method} {address}")
    assert not opened, "\n".join(opened)


def test_a_method_cannot_pretend_to_be_another(
    browser_of: Callable[..., Visitor], people: Cast
) -> None:
    bram = browser_of(people.bram)
    for name in ("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"):
        assert bram.get("/inbox/reading", headers={name: "POST"}).status == 405
    assert bram.get("/inbox/reading?_method=POST").status == 405
    assert bram.post("/themes/", {"_method": "GET"}).status == 405


@pytest.mark.parametrize(
    ("who", "remote", "headers", "status"),
    [
        (None, "127.0.0.1", {}, 200),
        (None, "127.0.0.1", {"X-Forwarded-For": "127.0.0.1"}, 403),
        (None, "192.0.2.1", {}, 403),
        ("dirk", "192.0.2.1", {}, 403),
        ("olga", "192.0.2.1", {}, 200),
    ],
)
def test_measures_are_for_organisers_and_this_machine(
    browser_of: Callable[..., Visitor],
    people: Cast,
    who: str | None,
    remote: str,
    headers: dict[str, str],
    status: int,
) -> None:
    visitor = browser_of(getattr(people, who) if who else None)
    answer = visitor.client.get("/metrics", environ_base={"REMOTE_ADDR": remote}, headers=headers)
    assert answer.status_code == status
