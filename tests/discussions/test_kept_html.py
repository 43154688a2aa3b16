"""A comment's HTML is kept for all readers, and never shows what once was or is another's."""

from collections.abc import Callable

from flask import Flask

from connect.database import atomic, db
from connect.discussions import actions
from connect.discussions.models import Comment
from connect.members.models import Member
from tests.support.cast import Cast
from tests.support.visitors import Visitor

Browsing = Callable[..., Visitor]


def commented(app: Flask, people: Cast) -> tuple[str, int]:
    with app.app_context():
        chloe = db.session.get_one(Member, people.chloe.id)
        thread = actions.open_thread(
            chloe, people.prevention, kind="question", title="Qui pilote ?", body="Dites-nous."
        )
        comment = actions.post_comment(chloe, thread, body="Une première réponse.")
        return thread.url, comment.id


def test_what_a_comment_shows_changes_at_once_for_everybody(
    app: Flask, people: Cast, browser_of: Browsing
) -> None:
    url, comment_id = commented(app, people)
    bram = browser_of(people.bram)
    assert "Une première réponse." in bram.get(url).body
    with app.app_context():
        comment = db.session.get_one(Comment, comment_id)
        actions.edit_comment(comment.author, comment, body="Mieux dit.", version=1)
        with atomic():
            comment.author.function = "Échevine"
    page = bram.get(url).body
    assert "Mieux dit." in page
    assert "Une première réponse." not in page
    assert "Échevine" in page


def test_marks_and_own_tools_stay_with_their_reader(
    app: Flask, people: Cast, browser_of: Browsing
) -> None:
    url, comment_id = commented(app, people)
    bram, dirk, chloe = (browser_of(m) for m in (people.bram, people.dirk, people.chloe))
    bram.post(f"/comments/{comment_id}/reactions/useful", {"pressed": "true"})
    mark = f"[data-mark=useful][data-comment='{comment_id}']"
    for visitor, pressed in ((bram, "true"), (dirk, "false"), (bram, "true"), (dirk, "false")):
        assert visitor.get(url).page.select(mark)[0]["aria-pressed"] == pressed
    own = f"#comment-{comment_id} [data-own]"
    assert not chloe.get(url).page.select(own)[0].has_attr("hidden")
    assert dirk.get(url).page.select(own)[0].has_attr("hidden")


def test_readers_of_two_languages_each_get_their_own(
    app: Flask, people: Cast, browser_of: Browsing
) -> None:
    url, _ = commented(app, people)
    for _ in range(2):
        assert "Répondre" in browser_of().get(f"{url}?lang=fr").body
        assert "Antwoorden" in browser_of().get(f"{url}?lang=nl").body


def test_a_moderator_gets_the_tools_of_moderators_and_no_others(
    app: Flask, people: Cast, browser_of: Browsing
) -> None:
    url, comment_id = commented(app, people)
    tools = f"#comment-{comment_id} [data-own]"
    shown = [
        [
            tool["href"]
            for tool in browser_of(member).get(url).page.select(tools)
            if not tool.has_attr("hidden") and tool.has_attr("href")
        ]
        for member in (people.amina, people.dirk)
    ]
    address = f"/comments/{comment_id}"
    moderators = ("language", "citation", "report", "moderation")
    assert shown == [[f"{address}/{tool}" for tool in moderators], [f"{address}/report"]]
