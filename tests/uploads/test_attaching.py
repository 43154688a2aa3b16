"""A text holds its author's own files, and lets go of them when nothing of it shows them."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import update

from connect import rich_text
from connect.database import atomic, db, utc_now
from connect.discussions.models import Comment
from connect.drafts.models import Draft
from connect.events.models import Event
from connect.members.models import Member
from connect.settings import Settings
from connect.uploads import actions, queries
from connect.uploads.models import Attachment, Upload
from connect.worker import settle_due
from tests.support.cast import Cast
from tests.support.conversations import Conversations
from tests.support.visitors import Visitor
from tests.uploads import corpus
from tests.uploads.conftest import JSON

BrowserOf = Callable[..., Visitor]
Kept = Callable[..., Upload]

LONG_AGO = timedelta(days=31)


@pytest.fixture
def comment(app: Flask, people: Cast) -> Comment:
    """By Bram."""
    talk = Conversations(app)
    return talk.post(people.bram, talk.open(people.chloe, people.prevention))


@pytest.fixture
def attach(app: Flask, comment: Comment) -> Callable[..., list[dict[str, Any]]]:
    def attach_to_the_comment(
        author: Member, *listed: Upload, shown: tuple[Upload, ...] = ()
    ) -> list[dict[str, Any]]:
        with app.app_context():
            return actions.attach(
                db.session.get_one(Member, author.id),
                comment.subject,
                shown=[upload.key for upload in shown],
                listed=[upload.key for upload in listed],
            )

    return attach_to_the_comment


def held(app: Flask) -> set[int]:
    with app.app_context():
        return {attachment.upload_id for attachment in db.session.query(Attachment)}


def left(app: Flask) -> set[int]:
    with app.app_context():
        return {upload.id for upload in db.session.query(Upload)}


def grown_old(app: Flask) -> None:
    with app.app_context(), atomic() as session:
        session.execute(update(Upload).values(created_at=utc_now() - LONG_AGO))


def purge(app: Flask) -> int:
    with app.app_context():
        return actions.purge_orphans()


@pytest.mark.any_database
def test_a_list_says_what_the_files_are_in_its_order(
    app: Flask, kept: Kept, attach: Any, people: Cast
) -> None:
    one = kept(people.bram, "één.pdf", corpus.pdf())
    two = kept(people.bram, "plan.png", corpus.picture())
    listed = attach(people.bram, two, one, two)
    assert [file["name"] for file in listed] == ["plan.webp", "één.pdf"]
    assert listed[1] == {
        "key": one.key,
        "name": "één.pdf",
        "kind": "document",
        "type": "application/pdf",
        "size": len(corpus.pdf()),
        "width": None,
        "height": None,
        "url": f"/uploads/{one.key}/een.pdf",
    }


def test_a_picture_in_the_text_is_held_and_not_listed(
    app: Flask, kept: Kept, attach: Any, people: Cast
) -> None:
    plan = kept(people.bram, "plan.png", corpus.picture())
    assert attach(people.bram, shown=(plan,)) == []
    assert held(app) == {plan.id}


def test_attaching_again_changes_nothing(app: Flask, kept: Kept, attach: Any, people: Cast) -> None:
    one = kept(people.bram, "a.pdf", corpus.pdf())
    assert attach(people.bram, one) == attach(people.bram, one)
    assert held(app) == {one.id}


def test_the_files_of_others_are_left_out(
    app: Flask, kept: Kept, attach: Any, people: Cast
) -> None:
    theirs = kept(people.chloe, "secret.pdf", corpus.pdf())
    assert attach(people.bram, theirs, shown=(theirs,)) == []
    assert held(app) == set()


def test_what_the_text_holds_already_stays_whoever_sent_it(
    app: Flask, kept: Kept, attach: Any, people: Cast, comment: Comment
) -> None:
    """As after a successor took over the text."""
    own = kept(people.bram, "a.pdf", corpus.pdf())
    attach(people.bram, own)
    assert [file["key"] for file in attach(people.chloe, own)] == [own.key]


@pytest.mark.any_database
def test_pictures_of_others_never_show_in_a_text(
    app: Flask, kept: Kept, people: Cast, comment: Comment
) -> None:
    own = kept(people.bram, "plan.png", corpus.picture())
    theirs = kept(people.chloe, "secret.png", corpus.picture())
    document = kept(people.bram, "a.pdf", corpus.pdf())
    body = "<p>x</p>" + "".join(
        f'<figure><img src="{file.url}" alt="y"></figure>' for file in (own, theirs, document)
    )
    with app.app_context():
        author = db.session.get_one(Member, people.bram.id)
        html = rich_text.render(body, pictures=queries.pictures_for(author, body))
    assert rich_text.picture_keys(html) == [own.key]
    assert f'src="{own.url}" alt="y" width="60" height="40"' in html


@pytest.mark.any_database
def test_a_file_that_was_never_used_is_forgotten_after_a_month(
    app: Flask, kept: Kept, attach: Any, people: Cast, settings: Settings
) -> None:
    unused = kept(people.bram, "unused.png", corpus.picture())
    used = kept(people.bram, "used.pdf", corpus.pdf())
    attach(people.bram, used)
    assert purge(app) == 0
    grown_old(app)
    assert purge(app) == 1
    assert left(app) == {used.id}
    with app.app_context():
        settle_due()
    folder = Path(settings.uploads)
    assert not (folder / unused.stored_as()).exists()
    assert (folder / used.stored_as()).exists()
    assert purge(app) == 0


@pytest.mark.parametrize("fields", [{"files": ["{key}"]}, {"body": '<p>x<img src="{url}">'}])
def test_a_file_in_a_draft_is_not_forgotten(
    fields: dict[str, Any], app: Flask, kept: Kept, people: Cast
) -> None:
    upload = kept(people.bram, "plan.png", corpus.picture())
    filled_in = {
        name: [upload.key] if name == "files" else value.format(url=upload.url)
        for name, value in fields.items()
    }
    with app.app_context(), atomic() as session:
        session.add(Draft(member_id=people.bram.id, place="theme:1", fields=filled_in))
    grown_old(app)
    assert purge(app) == 0


def test_what_somebody_elses_draft_names_is_forgotten(app: Flask, kept: Kept, people: Cast) -> None:
    upload = kept(people.bram, "a.pdf", corpus.pdf())
    with app.app_context(), atomic() as session:
        fields = {"files": [upload.key]}
        session.add(Draft(member_id=people.dirk.id, place="theme:1", fields=fields))
    grown_old(app)
    assert purge(app) == 1


@pytest.mark.any_database
def test_a_text_lets_go_of_what_it_no_longer_shows(
    app: Flask, kept: Kept, attach: Any, people: Cast, comment: Comment
) -> None:
    stays, goes = (kept(people.bram, f"{name}.pdf", corpus.pdf()) for name in "ab")
    attach(people.bram, stays, goes)
    with app.app_context():
        actions.release(comment.subject, kept=[stays.key])
    assert left(app) == {stays.id}
    assert held(app) == {stays.id}


def test_what_another_text_holds_is_not_forgotten(
    app: Flask, kept: Kept, attach: Any, people: Cast, comment: Comment
) -> None:
    shared = kept(people.bram, "a.pdf", corpus.pdf())
    attach(people.bram, shared)
    with app.app_context():
        author = db.session.get_one(Member, people.bram.id)
        actions.attach(author, "comment:1", shown=[], listed=[shared.key])
        actions.release(comment.subject, kept=[])
        assert queries.reach_upload(author, shared.key)
    assert left(app) == {shared.id}


@pytest.mark.any_database
def test_a_file_is_taken_back_by_its_owner_alone(
    app: Flask, kept: Kept, browser_of: BrowserOf, people: Cast
) -> None:
    upload = kept(people.bram, "a.pdf", corpus.pdf())
    removal = f"/uploads/{upload.key}/removal"
    for other in (people.chloe, people.olga):
        assert browser_of(other).post(removal, headers=JSON).status == 404
    assert browser_of().post(removal, headers=JSON).status == 401
    assert left(app) == {upload.id}
    bram = browser_of(people.bram)
    assert bram.post(removal, headers=JSON).status == 204
    assert bram.post(removal, headers=JSON).status == 404
    assert left(app) == set()


def test_what_a_text_holds_is_taken_back_with_the_text_only(
    app: Flask, kept: Kept, attach: Any, browser_of: BrowserOf, people: Cast
) -> None:
    upload = kept(people.bram, "a.pdf", corpus.pdf())
    attach(people.bram, upload)
    for member in (people.bram, people.chloe):
        removal = browser_of(member).post(f"/uploads/{upload.key}/removal", headers=JSON)
        assert removal.status == 403
    assert left(app) == {upload.id}


def test_the_storage_is_cleared_again_until_it_answers(
    app: Flask, kept: Kept, people: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload = kept(people.bram, "a.pdf", corpus.pdf())
    storage = app.extensions["storage"]
    with app.app_context():
        settle_due()
        actions.drop(db.session.get_one(Upload, upload.id))
        with monkeypatch.context() as away:
            away.setattr(storage, "remove", lambda _name: 1 / 0)
            settle_due()
        event = db.session.query(Event).filter_by(kind="upload.dropped").one()
        assert (event.state, event.attempts) == ("pending", 1)
        assert "ZeroDivisionError" in (event.last_error or "")
        with atomic():
            event.due_at = utc_now()
        settle_due()
        assert db.session.get_one(Event, event.id, populate_existing=True).state == "settled"
    with pytest.raises(FileNotFoundError):
        storage.open(upload.stored_as())
