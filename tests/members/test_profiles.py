"""What members tell about themselves, and who may see it."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from flask import Flask

from connect.accounts import actions as accounts
from connect.database import db
from connect.directory.lists import PAGE_SIZE
from connect.members import queries
from connect.members.models import Member
from tests.support.cast import Cast
from tests.support.visitors import Visitor

BrowserOf = Callable[..., Visitor]
PROFILE: dict[str, Any] = {
    "name": "Bram Peeters",
    "function": "Diensthoofd preventie",
    "municipality": "Malines",
    "languages": ["nl", "fr"],
    "locale": "nl",
    "presentation": "Ik werk rond overlast.\n\nVraag me naar nachtwinkels. <script>x()</script>",
    "shows_presence": "y",
}


def reloaded(app: Flask, member: Member) -> Member:
    with app.app_context():
        return db.session.get_one(Member, member.id)


@pytest.mark.any_database
def test_a_profile_is_saved_and_shown(app: Flask, browser_of: BrowserOf, people: Cast) -> None:
    bram = browser_of(people.bram)
    form = {**PROFILE, "themes": [str(people.networks.id)]}
    assert bram.post("/profile", form).location == f"/members/{people.bram.id}"
    page = browser_of(people.amina).get(f"/members/{people.bram.id}")
    assert "Diensthoofd preventie · Malines" in page.text
    presentation = page.page.select_one(".prose[lang=nl]")
    assert presentation
    assert len(presentation.find_all("p")) == 2
    assert not presentation.find("script")
    assert page.page.select_one("a[href='/themes/networks']")
    assert bram.get("/profile").page.select_one("input[name=themes][checked]")


def test_sending_the_same_profile_again_changes_nothing(
    app: Flask, browser_of: BrowserOf, people: Cast
) -> None:
    bram = browser_of(people.bram)
    form = {**PROFILE, "themes": [str(people.networks.id)]}
    for _ in range(2):
        assert bram.post("/profile", form).status == 303
    with app.app_context():
        assert queries.followed_theme_ids(people.bram) == [people.networks.id]


def test_the_language_of_the_profile_is_that_of_the_pages_from_then_on(
    browser_of: BrowserOf, people: Cast
) -> None:
    bram = browser_of(people.bram)
    bram.get("/?lang=fr")
    assert bram.post("/profile", PROFILE).status == 303
    html = bram.get("/").page.html
    assert html
    assert html["lang"] == "nl"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "x" * 81),
        ("function", "x" * 121),
        ("municipality", "Atlantis"),
        ("locale", "xx"),
        ("languages", ["tlh"]),
        ("themes", ["999"]),
        ("themes", ["one"]),
        ("organisation", "one"),
        ("presentation", "x" * 2001),
        ("presentation", f"<p>Kort.</p>{'<hr>' * 7000}"),
    ],
)
def test_what_cannot_be_is_refused_and_the_rest_is_kept(
    app: Flask, browser_of: BrowserOf, people: Cast, field: str, value: object
) -> None:
    answer = browser_of(people.bram).post("/profile", {**PROFILE, field: value})
    assert answer.status == 422
    assert answer.page.select_one("#error-summary")
    if field != "presentation":
        assert "Vraag me naar nachtwinkels." in answer.text
    assert reloaded(app, people.bram).function == "Prevention officer"


def test_the_markup_of_a_presentation_does_not_count_in_its_length(
    browser_of: BrowserOf, people: Cast
) -> None:
    items = "".join(f"<li><p><strong>{number:04}</strong></p></li>" for number in range(400))
    form = {**PROFILE, "presentation": f"<ul>{items}</ul>"}
    answer = browser_of(people.bram).post("/profile", form, follow_redirects=True)
    assert len(answer.page.select(".prose li strong")) == 400


def test_a_theme_out_of_reach_cannot_be_followed(
    app: Flask, browser_of: BrowserOf, people: Cast
) -> None:
    form = {**PROFILE, "themes": [str(people.circle.id)]}
    assert browser_of(people.dirk).post("/profile", form).status == 422
    assert browser_of(people.bram).post("/profile", form).status == 303
    dirk_sees = browser_of(people.dirk).get(f"/members/{people.bram.id}")
    assert not dirk_sees.page.select_one("a[href='/themes/circle']")


def test_a_page_is_for_members_and_a_member_who_left_has_none(
    browser_of: BrowserOf, people: Cast
) -> None:
    assert browser_of().get(f"/members/{people.bram.id}").status == 302
    assert browser_of(people.bram).get(f"/members/{people.els.id}").status == 404
    assert browser_of(people.olga).get(f"/members/{people.els.id}").status == 200
    assert browser_of(people.bram).get("/members/99999").status == 404


def test_members_are_found_by_name_and_by_municipality(browser_of: BrowserOf, people: Cast) -> None:
    amina = browser_of(people.amina)
    for words in ("chloe", "LAMBERT", "Brussel", "Bruxelles", "1000"):
        assert "Chloé Lambert" in amina.get("/members/", query_string={"q": words}).text, words
    assert "Els Maes" not in amina.get("/members/").text
    assert "Bram Peeters" not in amina.get("/members/", query_string={"q": "%"}).text


def test_a_large_picture_is_an_error_of_its_field(browser_of: BrowserOf, people: Cast) -> None:
    picture = (BytesIO(b"\x89PNG" + bytes(6 * 1024 * 1024)), "big.png")
    answer = browser_of(people.bram).post("/profile", {**PROFILE, "picture": picture})
    assert answer.status == 422
    assert "Vraag me naar nachtwinkels." in answer.text


def test_an_enormous_request_is_refused(browser_of: BrowserOf, people: Cast) -> None:
    picture = (BytesIO(bytes(13 * 1024 * 1024)), "big.png")
    assert browser_of(people.bram).post("/profile", {**PROFILE, "picture": picture}).status == 413


@pytest.mark.any_database
def test_the_list_goes_on_where_the_page_ended(
    app: Flask, browser_of: BrowserOf, people: Cast
) -> None:
    with app.app_context():
        for number in range(PAGE_SIZE):
            accounts.add_member(f"zoe{number}@example.org", "Zoé Same-Name")
    amina = browser_of(people.amina)
    first = amina.get("/members/").page
    more = first.select_one(".pagination a")
    assert more
    second = amina.get(str(more["href"])).page
    pages = [[str(a["href"]) for a in page.select(".member-card a")] for page in (first, second)]
    assert [len(page) for page in pages] == [PAGE_SIZE, 5]
    assert len({*pages[0], *pages[1]}) == PAGE_SIZE + 5
    assert not second.select_one(".pagination a")
