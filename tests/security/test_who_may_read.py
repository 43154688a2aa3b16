"""What is written for a circle or for members reaches nobody else, by whichever door."""

from collections.abc import Callable

import pytest
from flask import Flask

from connect.database import db
from connect.discussions import actions, queries
from connect.discussions.models import Bookmark, Comment
from connect.live.rooms import may_listen
from connect.members.models import Member
from connect.web.access import reached
from tests.security.conftest import SECRETS, Talk, everything_written, rules_for
from tests.support.cast import Cast
from tests.support.visitors import Visitor

BrowserOf = Callable[..., Visitor]
OUT_OF_REACH = [("dirk", "circle"), (None, "circle"), (None, "networks")]
LISTS = [
    "/",
    "/?lang=fr",
    "/themes/",
    "/themes/prevention",
    "/members/",
    "/profile",
    "/bookmarks",
    "/inbox",
    "/members/suggestions?q=a",
]


def _who(people: Cast, name: str | None) -> Member | None:
    return getattr(people, name) if name else None


@pytest.mark.parametrize(("who", "slug"), OUT_OF_REACH)
def test_no_page_says_a_word_of_it(
    app: Flask,
    browser_of: BrowserOf,
    people: Cast,
    address_of: Callable[..., str],
    who: str | None,
    slug: str,
) -> None:
    visitor, told = browser_of(_who(people, who)), []
    theme: str = getattr(people, slug).stream
    doors = [address_of(rule, slug) for rule in rules_for(app, "GET")] + LISTS
    doors += [f"/live/{theme}", f"/members/suggestions?theme={slug}&q=a"]
    for door in doors:
        for accept in ("text/html", "application/json", "text/vnd.turbo-stream.html"):
            answer = visitor.client.get(door, headers={"Accept": accept})
            if SECRETS[slug] in answer.get_data().decode(errors="replace"):
                told.append(f"{answer.status_code} {door} as {accept}")
    assert not told, "\n".join(told)


def test_a_circle_is_not_even_named_to_others(
    browser_of: BrowserOf, people: Cast, talks: dict[str, Talk]
) -> None:
    for visitor in (browser_of(people.dirk), browser_of()):
        named = [
            f"{path}: {name}"
            for path in [*LISTS, people.dirk.profile_url, "/themes/networks/threads/new"]
            for name in ("De kring", "Le cercle", "/themes/circle")
            if name in visitor.client.get(path).text
        ]
        assert not named, "\n".join(named)


def test_a_visitor_does_not_learn_how_much_members_write(
    browser_of: BrowserOf, people: Cast, talks: dict[str, Talk]
) -> None:
    for path in ("/?lang=fr", "/themes/"):
        card = browser_of().get(path).page.select_one(".theme-card:has(a[href='/themes/networks'])")
        assert card
        assert not any(letter.isdigit() for letter in card.get_text())


@pytest.mark.parametrize(("who", "slug"), OUT_OF_REACH)
def test_nothing_can_be_done_to_it(
    app: Flask,
    browser_of: BrowserOf,
    people: Cast,
    talks: dict[str, Talk],
    address_of: Callable[..., str],
    who: str | None,
    slug: str,
) -> None:
    visitor, done = browser_of(_who(people, who)), []
    form = {"pressed": "true", "numbers": "1", "body": "Ici.", "title": "Ici", "lang": "nl"}
    form |= {"kind": "question", "version": "2"}
    before = everything_written(app)
    for rule in rules_for(app, "POST"):
        if not rule.arguments & {"thread_id", "comment_id", "notification_id", "slug", "key"}:
            continue
        for turbo in (False, True):
            answer = visitor.post(address_of(rule, slug), form, turbo=turbo)
            if answer.status not in (401, 404) or SECRETS[slug] in answer.body:
                done.append(f"{answer.status} {rule.rule}")
    assert not done, "\n".join(done)
    assert everything_written(app) == before


def test_an_answer_cannot_reach_into_another_thread(
    app: Flask, browser_of: BrowserOf, people: Cast, talks: dict[str, Talk]
) -> None:
    here, there = talks["prevention"].thread, talks["circle"].comment
    form = {"body": "Ici.", "parent": str(there.id)}
    answer = browser_of(people.dirk).post(f"{here.url}/comments", form)
    assert answer.status == 422
    assert SECRETS["circle"] not in answer.body
    with app.app_context():
        assert db.session.query(Comment).filter_by(parent_id=there.id).count() == 0


@pytest.mark.parametrize("name", ["dirk", None])
def test_no_stream_of_it_can_be_heard(
    app: Flask, people: Cast, talks: dict[str, Talk], name: str | None
) -> None:
    member, talk = _who(people, name), talks["circle"]
    streams = [talk.thread.stream, talk.theme.stream, people.amina.stream, "moderation", "access"]
    with app.app_context():
        assert "yes" not in {may_listen(member, stream) for stream in streams}
        assert may_listen(people.bram, talk.thread.stream) == "yes"


def test_a_withdrawn_text_is_shown_to_nobody(
    app: Flask, browser_of: BrowserOf, people: Cast, talks: dict[str, Talk]
) -> None:
    """Answered, so that a trace of it stays; kept by Olga, and the latest words of the thread."""
    thread, theme, word = talks["prevention"].thread, people.prevention, "hérisson"
    with app.app_context():
        author = db.session.get_one(Member, people.amina.id)
        thread = reached(queries.reach_thread(author, thread.id))
        comment = actions.post_comment(author, thread, body=f"Un {word}, et @Olga Dupont.")
        actions.bookmark(people.olga, comment, True)
        actions.post_comment(people.chloe, thread, body="Ah bon ?", parent_id=comment.id)
        actions.withdraw_comment(author, comment)
        comment_url, edit = comment.url, f"{comment.url}/edit"
        assert db.session.query(Bookmark).filter_by(comment_id=comment.id).count() == 1
    doors = [thread.url, f"{thread.url}?order=time", theme.url, "/", "/bookmarks", "/inbox"]
    doors += [
        comment_url,
        *(f"{comment_url}/{page}" for page in ("answer", "quotation", "history")),
    ]
    doors += [edit, f"/live/{thread.stream}?after=0", f"/live/{theme.stream}?after=0"]
    told = [
        f"{who}: {door}"
        for who in ("olga", "dirk", "amina")
        for door in doors
        if word in browser_of(getattr(people, who)).client.get(door).text
    ]
    assert not told, "\n".join(told)
