"""Addresses lead to us and to nothing else: no other site, no file beside the served ones."""

from collections.abc import Callable
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup
from flask import Flask

from connect.database import db
from connect.mail import OutgoingMail
from connect.worker import settle_due
from tests.support.cast import Cast
from tests.support.visitors import Visitor

BrowserOf = Callable[..., Visitor]
EVIL = "evil.example"
OUTSIDE = [f"https://{EVIL}", f"//{EVIL}", f"/\\{EVIL}", f"/%2f{EVIL}", "javascript:alert(1)"]


@pytest.mark.parametrize("target", OUTSIDE)
def test_who_is_signed_in_already_is_not_sent_elsewhere_either(
    browser_of: BrowserOf, people: Cast, target: str
) -> None:
    answer = browser_of(people.bram).get("/sign-in", query_string={"next": target})
    assert (answer.status, answer.location) == (302, "/")


@pytest.mark.parametrize(
    "path", [f"//{EVIL}", f"/%2F{EVIL}", f"/%5C{EVIL}", f"///{EVIL}/%0d%0aX:1", f"/%09/{EVIL}"]
)
def test_no_link_of_a_hostile_address_leads_elsewhere(browser_of: BrowserOf, path: str) -> None:
    """`<a href="//evil.example?lang=nl">` is another site."""
    visitor = browser_of()
    answer = visitor.client.get("/", environ_overrides={"PATH_INFO": _decoded(path)})
    assert answer.status_code in (302, 308, 400, 404)
    for link in (answer.headers.get("Location", "/"), *_links(answer.text)):
        assert link.startswith(("/", "#", "http://localhost/")), link
        assert not link.startswith(("//", "/\\")), link


def test_the_host_that_a_request_names_is_not_believed(
    app: Flask, browser_of: BrowserOf, people: Cast
) -> None:
    hostile = {"Host": EVIL, "X-Forwarded-Host": EVIL, "Forwarded": f"host={EVIL}"}
    visitor, olga = browser_of(), browser_of(people.olga)
    assert EVIL not in visitor.get("/about", headers=hostile).body
    token = olga.csrf_token()
    cookie = olga.client.get_cookie("connect_session")
    assert cookie
    client = app.test_client(use_cookies=False)
    hostile |= {"Cookie": f"connect_session={cookie.value}", "X-CSRF-Token": token}
    client.post("/forgotten-password", data={"email": people.bram.email}, headers=hostile)
    form = {"locale": "nl", "role": "member", "days": 30, "uses": 1}
    made = client.post("/invitations/", data=form, headers=hostile)
    hostile["Cookie"] = made.headers["Set-Cookie"].partition(";")[0]
    page = client.get("/invitations/", headers=hostile)
    assert "http://localhost/join/" in page.text
    with app.app_context():
        settle_due()
        mail = db.session.query(OutgoingMail).one()
    assert "http://localhost/reset/" in mail.text
    assert EVIL not in page.text + mail.text + mail.html


@pytest.mark.parametrize(
    "path",
    [
        "/static/../settings.py",
        "/static/%2e%2e/settings.py",
        "/static/..%2fsettings.py",
        "/static/dist/..%2f..%2f..%2fsettings.py",
        "/static/dist/../../settings.py",
        "/static/js/%00",
        "/avatars/..%2f..%2fconnect.sqlite",
        "/avatars/%2fetc%2fpasswd",
        "/avatars/..%5c..%5cconnect.sqlite",
        "/avatars/%00.webp",
    ],
)
def test_no_other_file_is_served(browser_of: BrowserOf, path: str) -> None:
    answer = browser_of().client.get("/", environ_overrides={"PATH_INFO": _decoded(path)})
    assert answer.status_code in (400, 404)


@pytest.mark.parametrize("target", ["/\r\nSet-Cookie: stolen=1", "/%0d%0aSet-Cookie: stolen=1"])
def test_a_line_break_makes_no_header(browser_of: BrowserOf, people: Cast, target: str) -> None:
    visitor = browser_of()
    for path in ("/sign-in", "/profile", "/members/", "/themes/prevention"):
        answer = visitor.get(path, query_string={"next": target, "lang": target, "q": target})
        assert "stolen" not in answer.headers.get("Set-Cookie", "")
        assert "\n" not in answer.location


def _decoded(path: str) -> str:
    """As a server hands it to the app, that a test's client would tidy up before."""
    return unquote(path)


def _links(page: str) -> list[str]:
    found = BeautifulSoup(page, "html.parser").select("a[href], link[href], form[action]")
    return [str(element.get("href") or element.get("action")) for element in found]
