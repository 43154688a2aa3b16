"""A form that did not come from a page of ours changes nothing, whoever's cookie comes along."""

from collections.abc import Callable

import pytest
from flask import Flask
from itsdangerous import URLSafeTimedSerializer

from tests.security.conftest import HTTPS, Talk, everything_written, rules_for
from tests.support.cast import Cast
from tests.support.visitors import Visitor, session_of

BrowserOf = Callable[..., Visitor]


@pytest.mark.parametrize("token", [None, "", "wrong", "Im5vIg.aGVsbG8.bm9wZQ"])
def test_every_form_needs_its_token(
    app: Flask,
    browser_of: BrowserOf,
    people: Cast,
    address_of: Callable[..., str],
    token: str | None,
) -> None:
    visitors = [browser_of(people.olga), browser_of()]
    before, taken = everything_written(app), []
    for visitor in visitors:
        visitor.client.get("/about")
        for rule in rules_for(app, "POST"):
            form = {} if token is None else {"csrf_token": token}
            answer = visitor.client.post(address_of(rule), data=form)
            if answer.status_code not in ((400,) if visitor.member else (400, 401)):
                taken.append(f"{answer.status_code} {rule.rule}")
    assert not taken, "\n".join(taken)
    assert everything_written(app) == before


def test_the_token_of_another_session_is_no_good(browser_of: BrowserOf, people: Cast) -> None:
    stolen = browser_of(people.dirk).csrf_token()
    assert browser_of(people.bram).post("/inbox/reading", {"csrf_token": stolen}).status == 400


@pytest.mark.parametrize("header", ["X-CSRF-Token", "X-CSRFToken"])
def test_turbo_sends_the_token_as_a_header(
    browser_of: BrowserOf, people: Cast, talks: dict[str, Talk], header: str
) -> None:
    bram = browser_of(people.bram)
    answer = bram.client.post("/inbox/reading", headers={header: bram.csrf_token()})
    assert answer.status_code == 303


@pytest.mark.parametrize(
    ("referrer", "status"), [(None, 400), ("https://evil.example/", 400), (f"{HTTPS}/inbox", 303)]
)
def test_over_https_a_form_comes_from_a_page_of_ours(
    https_app: Flask, people: Cast, referrer: str | None, status: int
) -> None:
    client = https_app.test_client()
    with client.session_transaction(base_url=HTTPS) as session:
        session.update(session_of(https_app, people.bram) | {"csrf_token": "a secret"})
    signer = URLSafeTimedSerializer(str(https_app.secret_key), salt="wtf-csrf-token")
    answer = client.post(
        "/inbox/reading",
        base_url=HTTPS,
        data={"csrf_token": signer.dumps("a secret")},
        headers={"Referer": referrer} if referrer else {},
    )
    assert answer.status_code == status
