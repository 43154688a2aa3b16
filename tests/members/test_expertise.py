"""What members can help with and look for, how to reach them: as typed, kept and shown."""

from collections.abc import Callable

import pytest
from flask import Flask

from connect.database import db
from connect.members import queries
from connect.members.models import Member
from connect.members.topics import MOST_TOPICS, topics_in
from tests.members.test_profiles import PROFILE
from tests.support.cast import Cast
from tests.support.visitors import Visitor

BrowserOf = Callable[..., Visitor]
FULL = PROFILE | {
    "offers": "nachtwinkels, Bemiddeling\r\nBEMIDDELING\n\n  twee   woorden ;",
    "seeks": "convenanten",
    "availability": ["phone", "committee"],
    "availability_note": "'s Ochtends",
    "phone": "+32 (0)9 000 01 02",
    "contact": "Stadhuis, tweede verdieping",
    "contact_for": "organisers",
}


@pytest.mark.parametrize(
    ("typed", "topics"),
    [
        ("", []),
        (" ,;\n ", []),
        ("a\nb, c;d", ["a", "b", "c", "d"]),
        ("Été, ete, ÉTÉ", ["Été"]),
        ("x\u202ey\u200b", ["xy"]),
    ],
)
def test_lines_commas_and_semicolons_separate_topics(typed: str, topics: list[str]) -> None:
    assert topics_in(typed) == topics


@pytest.mark.any_database
def test_what_is_told_is_shown_and_can_be_changed(
    app: Flask, browser_of: BrowserOf, people: Cast
) -> None:
    bram = browser_of(people.bram)
    for _ in range(2):
        assert bram.post("/profile", FULL).status == 303
    with app.app_context():
        offers = queries.own_topics(people.bram, "offers")
    assert offers == ["nachtwinkels", "Bemiddeling", "twee woorden"]
    page = bram.get(people.bram.profile_url)
    for words in ("twee woorden", "convenanten", "'s Ochtends", "Stadhuis, tweede"):
        assert words in page.text
    assert page.page.select_one("a[href='tel:+3290000102']")
    assert "twee woorden" in browser_of(people.amina).get("/members/?q=BEMIDD").text
    form = bram.get("/profile").page
    textarea = form.select_one("textarea[name=offers]")
    assert textarea
    assert textarea.text.split() == ["nachtwinkels", "Bemiddeling", "twee", "woorden"]
    assert len(form.select("input[name=availability][checked]")) == 2
    assert bram.post("/profile", FULL | {"offers": "", "seeks": "rust"}).status == 303
    assert "twee woorden" not in bram.get(people.bram.profile_url).text


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("offers", ",".join("abcdefghi")),
        ("seeks", "x" * 61),
        ("offers", "x" * 9000),
        ("availability", ["telepathy"]),
        ("availability_note", "x" * 121),
        ("contact", "x" * 121),
        ("phone", "call me"),
        ("phone", "0" * 41),
        ("expertise_for", "everybody"),
    ],
)
def test_what_cannot_be_is_refused_and_everything_is_kept(
    app: Flask, browser_of: BrowserOf, people: Cast, field: str, value: str
) -> None:
    answer = browser_of(people.bram).post("/profile", FULL | {field: value})
    assert answer.status == 422
    assert answer.page.select_one(f"#error-summary a[href='#{field}']")
    kept = {str(one["value"]) for one in answer.page.select("input[value]")}
    kept |= {area.text.strip() for area in answer.page.select("textarea")}
    typed = {name: FULL[name] for name in ("availability_note", "phone", "contact", "seeks")}
    assert {str(text) for name, text in typed.items() if name != field} <= kept
    if field in ("offers", "seeks", "phone", "contact"):
        assert value in kept
    with app.app_context():
        assert not queries.own_topics(people.bram, "offers")
        assert db.session.get_one(Member, people.bram.id).phone == ""


def test_as_many_as_allowed_are_kept_in_their_order(
    app: Flask, browser_of: BrowserOf, people: Cast
) -> None:
    topics = [f"{number} {'x' * 58}" for number in range(MOST_TOPICS)]
    form = FULL | {"offers": "\n".join(topics)}
    assert browser_of(people.bram).post("/profile", form).status == 303
    with app.app_context():
        assert queries.own_topics(people.bram, "offers") == topics
