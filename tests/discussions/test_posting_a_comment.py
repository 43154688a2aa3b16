"""Answering a thread or a comment."""

import threading
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from connect.database import db
from connect.discussions import actions
from connect.discussions.models import Comment, Thread
from tests.support.cast import Cast
from tests.support.conversations import Conversations
from tests.support.visitors import Visitor

Browsing = Callable[..., Visitor]
BOMB = "<p>é" * 4_900


def said(body: str = "Nous aussi.", **more: Any) -> dict[str, Any]:
    return {"body": body, "token": str(uuid.uuid4()), **more}


@pytest.mark.any_database
def test_an_answer_stands_where_the_address_says(
    people: Cast, thread: Thread, browser_of: Browsing
) -> None:
    bram = browser_of(people.bram)
    answer = bram.post(f"{thread.url}/comments", said("Bij ons *wel*."))
    assert answer.status == 303
    path, _, anchor = answer.location.partition("#")
    assert path == thread.url
    article = bram.get(path).page.select_one(f"article#{anchor}")
    assert article
    assert "Bij ons" in article.get_text()
    assert "Bram Peeters" in article.get_text()


def test_an_answer_to_a_comment_stands_under_it_and_says_so(
    people: Cast, thread: Thread, talk: Conversations, browser_of: Browsing
) -> None:
    first = talk.post(people.chloe, thread)
    second = talk.post(people.amina, thread)
    bram = browser_of(people.bram)
    answer = bram.post(f"{thread.url}/comments", said(parent=first.id))
    posted = int(answer.location.rpartition("-")[2])
    page = bram.get(thread.url).page
    ids = [article["id"] for article in page.select("#comments article.comment")]
    assert ids == [f"comment-{i}" for i in (first.id, posted, second.id)]
    assert "Chloé Lambert" in page.select_one(f"#comment-{posted} .comment__parent").text  # type: ignore[union-attr]


def test_without_javascript_one_answers_on_a_page_of_its_own(
    people: Cast, thread: Thread, talk: Conversations, browser_of: Browsing
) -> None:
    comment = talk.post(people.chloe, thread)
    page = browser_of(people.bram).get(f"{comment.url}/answer").page
    assert page.select_one("input[name=parent]")["value"] == str(comment.id)  # type: ignore[index]
    assert page.select_one("form#composer")["action"] == f"{thread.url}/comments"  # type: ignore[index]


def test_turbo_gets_the_comment_itself(people: Cast, thread: Thread, browser_of: Browsing) -> None:
    answer = browser_of(people.bram).post(f"{thread.url}/comments", said(), turbo=True)
    assert answer.status == 200
    assert answer.page.select_one("turbo-stream[action=place] article.comment")
    assert not answer.page.select("input[name=csrf_token]")


@pytest.mark.any_database
def test_the_same_form_sent_twice_posts_one_comment(
    people: Cast, thread: Thread, browser_of: Browsing, app: Flask
) -> None:
    bram, form = browser_of(people.bram), said()
    first, second = (bram.post(f"{thread.url}/comments", form) for _ in range(2))
    assert first.location == second.location
    assert posted_in(app, thread) == 1


@pytest.mark.postgresql
def test_the_same_form_sent_twice_at_the_same_moment_posts_one_comment(
    people: Cast, thread: Thread, app: Flask
) -> None:
    token, together = str(uuid.uuid4()), threading.Barrier(4)

    def post() -> int:
        with app.app_context():
            found = db.session.get_one(Thread, thread.id)
            together.wait()
            return actions.post_comment(people.bram, found, body="Une fois.", token=token).id

    with ThreadPoolExecutor(4) as pool:
        ids = {posted.result() for posted in [pool.submit(post) for _ in range(4)]}
    assert len(ids) == 1
    assert posted_in(app, thread) == 1


@pytest.mark.postgresql
def test_the_same_thread_opened_twice_at_the_same_moment_is_one(people: Cast, app: Flask) -> None:
    token, together = str(uuid.uuid4()), threading.Barrier(4)
    told = {"kind": "question", "title": "Une fois", "body": "Une seule fois.", "token": token}

    def open_it() -> int:
        with app.app_context():
            together.wait()
            return actions.open_thread(people.bram, people.prevention, **told).id

    with ThreadPoolExecutor(4) as pool:
        ids = {opened.result() for opened in [pool.submit(open_it) for _ in range(4)]}
    assert len(ids) == 1


def test_the_token_of_somebody_else_is_nobody_s_business(
    people: Cast, thread: Thread, browser_of: Browsing, app: Flask
) -> None:
    form = said()
    browser_of(people.chloe).post(f"{thread.url}/comments", form)
    answer = browser_of(people.bram).post(f"{thread.url}/comments", {**form, "body": "Et moi."})
    assert answer.status == 303
    assert posted_in(app, thread) == 2


@pytest.mark.parametrize("parent", ["999999", "abc", "-1", "9" * 30, "²"])
def test_an_unknown_parent_is_explained_and_the_text_kept(
    people: Cast, thread: Thread, browser_of: Browsing, parent: str, app: Flask
) -> None:
    answer = browser_of(people.bram).post(f"{thread.url}/comments", said(parent=parent))
    assert answer.status == 422
    assert answer.page.select_one("#composer .field__error")
    assert answer.page.select_one("#composer textarea").text.strip() == "Nous aussi."  # type: ignore[union-attr]
    assert posted_in(app, thread) == 0


def test_an_answer_goes_where_what_it_answers_stands_by_now(
    people: Cast, thread: Thread, talk: Conversations, browser_of: Browsing
) -> None:
    other = talk.open(people.chloe, people.prevention)
    elsewhere = talk.post(people.chloe, other)
    answer = browser_of(people.bram).post(f"{thread.url}/comments", said(parent=elsewhere.id))
    assert answer.status == 303
    assert answer.location.startswith(f"{other.url}#")


def test_what_is_out_of_reach_is_no_parent(
    people: Cast, thread: Thread, talk: Conversations, browser_of: Browsing, app: Flask
) -> None:
    circle = talk.open(people.chloe, people.circle)
    elsewhere = talk.post(people.chloe, circle)
    answer = browser_of(people.dirk).post(f"{thread.url}/comments", said(parent=elsewhere.id))
    assert answer.status == 422
    assert posted_in(app, circle) == 1


@pytest.mark.parametrize("body", ["", "  \n ", "<p></p>", "é" * 20_001, BOMB])
def test_an_unreadable_text_is_refused_and_kept(
    people: Cast, thread: Thread, browser_of: Browsing, body: str, app: Flask
) -> None:
    answer = browser_of(people.bram).post(f"{thread.url}/comments", said(body))
    assert answer.status == 422
    assert answer.page.select_one("#composer .field__error")
    assert answer.page.select_one("#composer textarea").text.strip() == body.strip()  # type: ignore[union-attr]
    assert posted_in(app, thread) == 0


def test_markup_does_not_count_in_the_length_of_a_text(
    people: Cast, thread: Thread, browser_of: Browsing
) -> None:
    body = "<p>" + "<strong>mot</strong> " * 2_500 + "</p>"
    answer = browser_of(people.bram).post(f"{thread.url}/comments", said(body))
    assert answer.status == 303


def test_a_form_without_its_secret_is_refused_and_the_text_kept(
    people: Cast, thread: Thread, browser_of: Browsing, app: Flask
) -> None:
    text = "Un texte qui a pris du temps."
    app.config["WTF_CSRF_ENABLED"] = True
    answer = browser_of(people.bram).post(f"{thread.url}/comments", said(text, csrf_token="wrong"))
    assert answer.status == 400
    assert text in answer.body
    assert posted_in(app, thread) == 0


def test_a_visitor_who_posts_keeps_the_text(
    people: Cast, thread: Thread, browser_of: Browsing
) -> None:
    answer = browser_of().post(
        f"{thread.url}/comments", said("Un texte d'avant la fin de session.")
    )
    assert answer.status == 401
    assert "avant la fin de session" in answer.body


def test_a_thread_out_of_reach_does_not_exist(
    people: Cast, talk: Conversations, browser_of: Browsing
) -> None:
    hidden = talk.open(people.chloe, people.circle)
    comment = talk.post(people.bram, hidden)
    dirk = browser_of(people.dirk)
    assert dirk.get(hidden.url).status == 404
    assert dirk.get(f"{hidden.url}/une-adresse").location == hidden.url
    assert dirk.post(f"{hidden.url}/comments", said()).status == 404
    for path in ("", "/answer", "/quotation", "/edit", "/history", "/language"):
        assert dirk.get(f"{comment.url}{path}").status == 404
    for path in ("", "/withdrawal", "/restoration", "/language", "/bookmark", "/reactions/useful"):
        assert dirk.post(f"{comment.url}{path}", {"pressed": "true"}).status == 404


def test_a_visitor_reads_public_threads_and_is_asked_to_sign_in_for_others(
    people: Cast, thread: Thread, talk: Conversations, browser_of: Browsing
) -> None:
    members_only = talk.open(people.chloe, people.networks)
    page = browser_of().get(thread.url).page
    assert page.select_one("a[href^='/sign-in?next=']")
    assert not page.select_one("#composer")
    for path in (members_only.url, "/threads/999999"):
        assert browser_of().get(path).location.startswith("/sign-in?next=")


def test_a_deactivated_member_is_a_visitor(
    people: Cast, thread: Thread, browser_of: Browsing
) -> None:
    assert browser_of(people.els).post(f"{thread.url}/comments", said()).status == 401


def posted_in(app: Flask, thread: Thread) -> int:
    with app.app_context():
        answers = select(func.count()).where(Comment.thread_id == thread.id, Comment.number > 0)
        return db.session.scalars(answers).one()
