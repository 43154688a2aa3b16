"""A program that asks for JSON gets what a page would tell a member, by field."""

from collections.abc import Callable

import pytest
from flask import Flask

from connect.database import db
from connect.discussions import actions
from connect.members.models import Member
from tests.support.cast import Cast
from tests.support.visitors import Visitor

Browsing = Callable[..., Visitor]
JSON = {"Accept": "application/json"}


@pytest.mark.parametrize(
    ("path", "data", "field"),
    [
        ("/themes/prevention/threads", {"kind": "question", "body": "Et vous ?"}, "title"),
        ("/profile", {"name": ""}, "name"),
        ("/forgotten-password", {"email": "nobody"}, "email"),
        ("/sign-in", {"email": "bram@example.org", "password": "wrong"}, "form"),
    ],
)
def test_a_refused_form_names_what_is_wrong_by_field(
    people: Cast, browser_of: Browsing, path: str, data: dict[str, str], field: str
) -> None:
    answer = browser_of(people.bram).post(path, data, headers=JSON)
    assert answer.status == 422
    assert answer.json["errors"][field]


def test_an_empty_comment_is_refused_and_a_stale_edit_answers_409(
    app: Flask, people: Cast, browser_of: Browsing
) -> None:
    with app.app_context():
        chloe = db.session.get_one(Member, people.chloe.id)
        thread = actions.open_thread(
            chloe, people.prevention, kind="question", title="Qui ?", body="Qui pilote ?"
        )
        comment = actions.post_comment(chloe, thread, body="Le bourgmestre.")
        actions.edit_comment(chloe, comment, body="La bourgmestre.", version=1)
    visitor = browser_of(people.chloe)
    empty = visitor.post(f"{thread.url}/comments", {"body": " "}, headers=JSON)
    assert (empty.status, list(empty.json["errors"])) == (422, ["body"])
    stale = visitor.post(comment.url, {"body": "Personne.", "version": "1"}, headers=JSON)
    assert stale.status == 409
