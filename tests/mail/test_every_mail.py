"""Every mail, in every language: one heading, the link to be seen in both parts, harmless names."""

from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from jinja2 import meta

from connect.accounts.handovers import Thing
from connect.contacts.models import ContactRequest
from connect.database import utc_now
from connect.mail import compose
from connect.members.models import LONGEST_NAME, Member
from connect.web.languages import LOCALES
from tests.support.servers import ROOT

FOLDER = ROOT / "connect" / "templates" / "mail"
NO_MAILS = {"layout", "_button"}
TEMPLATES = sorted({Path(file).stem for file in FOLDER.iterdir()} - NO_MAILS)
ATTACK = '"><script>alert(1)</script><img src=x onerror=alert(1)>\r\nBcc: all@example.org'
PLACE = "/join/0123456789abcdefghijklmnopqrstuv"
GIVEN = {"locale", "absolute", "subject", "_", "ngettext"}


def sample() -> dict[str, Any]:
    """What is no plain word; every other name that a template uses is an attack."""
    member = Member(name=ATTACK[:LONGEST_NAME])
    things = {"drafts": [Thing("1", ATTACK)]}
    return {
        "path": PLACE,
        "appeal": PLACE,
        "days": 30,
        "asker": member,
        "contact": ContactRequest(subject=ATTACK, message=ATTACK, answer=ATTACK),
        "giver": member,
        "other": member,
        "successor": member,
        "moved": things,
        "stayed": things,
        "shows_titles": True,
        "until": utc_now(),
        "what": "set_up",
        "labels": {"drafts": "Drafts"},
    }


def composed(app: Flask, template: str, locale: str) -> tuple[str, str, str]:
    with app.app_context():
        wanted: set[str] = set()
        for ending in ("txt", "html"):
            source = (FOLDER / f"{template}.{ending}").read_text("utf-8")
            wanted |= meta.find_undeclared_variables(app.jinja_env.parse(source))
        names = wanted - GIVEN - set(app.jinja_env.globals)
        return compose(template, locale, **{name: sample().get(name, ATTACK) for name in names})


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_mail_reads_well_and_runs_nothing(app: Flask, template: str) -> None:
    for locale in LOCALES:
        check(locale, *composed(app, template, locale))


def check(locale: str, subject: str, text: str, html: str) -> None:
    page = BeautifulSoup(html, "html.parser")
    assert 0 < len(subject) <= 200, "longer than its column"
    assert not set("\r\n") & set(subject)
    assert page.html
    assert page.html["lang"] == locale
    (heading,) = page.select("h1")
    assert " ".join(heading.get_text().split()) == subject
    assert page.title
    assert not page.select("script, img, link, iframe, form, [onerror], [onload]")
    for link in page.select("a"):
        assert str(link["href"]) in text, "who reads plain text has the link too"
        assert str(link["href"]).startswith("http://localhost/")
    if PLACE in html:
        assert f"http://localhost{PLACE}" in page.get_text(), "for who cannot press a button"
    assert len(text.splitlines()) > 2
