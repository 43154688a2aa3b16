"""Every kind of answer tells the browser what it must not do with it."""

from collections.abc import Callable

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from connect.web.assets import asset_url
from tests.security.conftest import HTTPS, Talk
from tests.support.cast import Cast
from tests.support.visitors import Visitor

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
}
OF_PAGES = {
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
BUILT_FILES = {"built style", "built script"}
PUBLIC_FILES = {"built style", "built script", "source file", "service worker"}


@pytest.fixture
def answers(
    browser_of: Callable[..., Visitor], people: Cast, talks: dict[str, Talk]
) -> dict[str, TestResponse]:
    """One answer of every kind."""
    bram, visitor = browser_of(people.bram).client, browser_of().client
    return {
        "page": visitor.get("/about"),
        "private page": bram.get("/profile"),
        "redirect": visitor.get("/profile"),
        "canonical redirect": visitor.get("/themes"),
        "not found": visitor.get("/nowhere"),
        "wrong method": visitor.put("/themes/"),
        "refused form": visitor.post("/sign-out"),
        "too large": visitor.post("/join", data={"message": "x" * 3_000_000}),
        "json": visitor.get("/healthz"),
        "json error": visitor.get("/profile", headers={"Accept": "application/json"}),
        "suggestions": bram.get("/members/suggestions?q=a"),
        "catch-up": bram.get(f"/live/{talks['networks'].thread.stream}"),
        "turbo stream": _reaction(browser_of(people.bram), talks["networks"]),
        "built style": visitor.get(asset_url("application.css")),
        "built script": visitor.get(asset_url("application.js")),
        "source file": visitor.get("/static/js/application.js"),
        "service worker": visitor.get("/service-worker.js"),
    }


def _reaction(visitor: Visitor, talk: Talk) -> TestResponse:
    url = f"{talk.comment.url}/reactions/useful"
    answer = visitor.post(url, {"pressed": "true"}, turbo=True).response
    assert answer.mimetype == "text/vnd.turbo-stream.html"
    return answer


def test_every_answer_is_closed_to_other_sites(answers: dict[str, TestResponse]) -> None:
    open_doors = [
        f"{kind}: {name}"
        for kind, answer in answers.items()
        for name, value in (ALWAYS if kind in BUILT_FILES else ALWAYS | OF_PAGES).items()
        if answer.headers.get(name) != value
    ]
    assert not open_doors, "\n".join(open_doors)
    for kind, answer in answers.items():
        assert kind in BUILT_FILES or "camera=()" in answer.headers["Permissions-Policy"]
        assert "Strict-Transport-Security" not in answer.headers, "http cannot promise https"
        assert "Access-Control-Allow-Origin" not in answer.headers


def test_every_answer_has_a_strict_policy(answers: dict[str, TestResponse]) -> None:
    for kind, answer in answers.items():
        policy = _directives(answer)
        assert policy["default-src"] == ["'none'"], kind
        for name, sources in policy.items():
            allowed = {"'none'", "'self'", "ws://localhost"}
            strange = [s for s in sources if s not in allowed and not s.startswith("'nonce-")]
            assert not strange, f"{kind}: {name} {strange}"
    page = _directives(answers["page"])
    assert page["frame-ancestors"] == page["base-uri"] == ["'none'"]
    assert all(_directives(answers[file])["frame-ancestors"] == ["'none'"] for file in BUILT_FILES)
    assert page["form-action"] == ["'self'"]


def test_a_nonce_is_used_once(browser_of: Callable[..., Visitor]) -> None:
    nonces = {_directives(browser_of().client.get("/about"))["script-src"][0] for _ in range(3)}
    assert len(nonces) == 3


def test_only_what_is_public_and_lasting_is_kept_by_browsers(
    answers: dict[str, TestResponse],
) -> None:
    for kind, answer in answers.items():
        cached = answer.headers.get("Cache-Control", "")
        assert kind in PUBLIC_FILES or cached == "no-store, private", f"{kind}: {cached}"


def test_https_is_promised_where_it_is_used(https_app: Flask, people: Cast) -> None:
    client = https_app.test_client()
    for path in ("/about", "/nowhere", asset_url("application.css")):
        answer = client.get(path, base_url=HTTPS)
        assert answer.headers["Strict-Transport-Security"].startswith("max-age=31536000")
    page = client.get("/about", base_url=HTTPS)
    assert "wss://connect.example.org" in _directives(page)["connect-src"]


def _directives(answer: TestResponse) -> dict[str, list[str]]:
    policy = answer.headers["Content-Security-Policy"]
    return {name: sources for name, *sources in map(str.split, policy.split(";"))}
