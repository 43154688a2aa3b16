"""Who guesses learns nothing, and not for long."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask

from connect import create_app
from connect.settings import Settings
from tests.support.cast import Cast
from tests.support.visitors import Answer, Visitor

BrowserOf = Callable[..., Visitor]
ASK = {"name": "Zoé Renard", "function": "Échevine", "municipality": "4000"}
AT_MOST = 30
"""Requests to join from one address in an hour."""


def test_asking_to_join_tells_nobody_who_is_a_member(browser_of: BrowserOf, people: Cast) -> None:
    answers = []
    for address in ("bram@example.org", "els@example.org", "nobody@example.org"):
        visitor = browser_of()
        answer = visitor.post("/join", ASK | {"email": address})
        answers.append((answer.status, answer.location, answer.body, visitor.get("/").text))
    assert answers[0] == answers[1] == answers[2]


def test_a_member_who_left_is_as_unknown_as_nobody(browser_of: BrowserOf, people: Cast) -> None:
    dirk = browser_of(people.dirk)
    left, nobody = (dirk.get(f"/members/{number}") for number in (people.els.id, 999))
    assert left.status == nobody.status == 404
    assert "Els" not in left.text
    for path in ("/members/", "/members/?q=Els", "/members/suggestions?q=els", "/"):
        assert "Els Maes" not in dirk.client.get(path).text


def test_a_made_up_forwarded_address_escapes_no_limit(browser_of: BrowserOf, people: Cast) -> None:
    answers = [
        _ask(browser_of(), number, {"X-Forwarded-For": f"10.0.0.{number}", "X-Real-IP": "1.2.3.4"})
        for number in range(AT_MOST + 1)
    ]
    assert [answer.status for answer in answers] == [303] * AT_MOST + [429]
    refused = answers[-1]
    assert 0 < int(refused.headers["Retry-After"]) <= 3600
    assert refused.page.select_one("h1.error-page__title")


def test_behind_a_proxy_of_ours_its_word_counts_and_no_other(
    app: Flask, settings: Settings, people: Cast
) -> None:
    proxied = create_app(replace(settings, proxies=1))
    proxied.testing = True
    alike = [f"10.9.9.{n}, 192.0.2.1" for n in range(AT_MOST + 1)]
    statuses = [
        _ask(Visitor(proxied), n, {"X-Forwarded-For": sent}).status for n, sent in enumerate(alike)
    ]
    assert statuses == [303] * AT_MOST + [429]
    assert _ask(Visitor(proxied), 99, {"X-Forwarded-For": "192.0.2.2"}).status == 303


@pytest.mark.parametrize("written", ["BRAM@example.org", " bram@example.org", "bram@EXAMPLE.org"])
def test_an_account_written_otherwise_is_the_same_account(
    browser_of: BrowserOf, people: Cast, written: str
) -> None:
    for _ in range(5):
        browser_of().post("/forgotten-password", {"email": "bram@example.org"})
    assert browser_of().post("/forgotten-password", {"email": written}).status == 429


def _ask(visitor: Visitor, number: int, headers: dict[str, str]) -> Answer:
    form = ASK | {"email": f"zoe{number}@example.org"}
    return visitor.post("/join", form, headers=headers)
