"""Telephones fetch pictures in the width they show; before it is made, they get the whole one."""

from collections.abc import Callable
from io import BytesIO

import pytest
from flask import Flask
from PIL import Image

from connect.database import atomic, db, utc_now
from connect.events import outbox
from connect.events.models import Event
from connect.uploads import actions
from connect.uploads.models import Upload
from connect.worker import settle_due
from tests.support.cast import Cast
from tests.support.visitors import Visitor
from tests.uploads import corpus

BrowserOf = Callable[..., Visitor]
Kept = Callable[..., Upload]


def settle(app: Flask) -> None:
    with app.app_context():
        settle_due()


def width_of(content: bytes) -> int:
    with Image.open(BytesIO(content)) as image:
        return image.width


@pytest.mark.any_database
def test_the_worker_makes_every_width_that_is_narrower(
    app: Flask, kept: Kept, browser_of: BrowserOf, people: Cast
) -> None:
    upload = kept(people.bram, "plan.png", corpus.picture(size=(1000, 300)))
    bram = browser_of(people.bram)
    before = bram.get(f"{upload.url}?w=480")
    assert width_of(before.response.data) == 1000
    settle(app)
    after = bram.get(f"{upload.url}?w=480", headers={"If-None-Match": before.headers["ETag"]})
    assert (after.status, width_of(after.response.data)) == (200, 480)
    assert width_of(bram.get(f"{upload.url}?w=960").response.data) == 960
    for other in ("1600", "7", "x", "-480", "9" * 40, ""):
        assert width_of(bram.get(f"{upload.url}?w={other}").response.data) == 1000


def test_a_picture_larger_than_screens_is_kept_smaller(kept: Kept, people: Cast) -> None:
    upload = kept(people.bram, "plan.jpg", corpus.picture("JPEG", (4000, 1000)))
    assert (upload.width, upload.height) == (2560, 640)


def test_making_them_again_changes_nothing(app: Flask, kept: Kept, people: Cast) -> None:
    upload = kept(people.bram, "plan.png", corpus.picture(size=(1000, 300)))
    settle(app)
    with app.app_context():
        found = db.session.get_one(Upload, upload.id)
        actions.add_narrower(found)
        assert found.widths == [480, 960]


def test_a_picture_that_fails_is_put_off_then_parked_and_shown_whole(
    app: Flask,
    kept: Kept,
    browser_of: BrowserOf,
    people: Cast,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    upload = kept(people.bram, "plan.png", corpus.picture(size=(1000, 300)))
    put = app.extensions["storage"].put
    monkeypatch.setattr(app.extensions["storage"], "put", lambda *_given: 1 / 0)
    for _ in range(outbox.MOST_ATTEMPTS):
        with app.app_context():
            with atomic() as session:
                session.query(Event).update({"due_at": utc_now()})
            settle_due()
    with app.app_context():
        event = db.session.query(Event).filter_by(kind="upload.kept").one()
        assert event.state == "parked"
        assert [parked.id for parked in outbox.parked()] == [event.id]
        outbox.revive(event.id)
    answer = browser_of(people.bram).get(f"{upload.url}?w=480")
    assert width_of(answer.response.data) == 1000
    monkeypatch.setattr(app.extensions["storage"], "put", put)
    settle(app)
    answer = browser_of(people.bram).get(f"{upload.url}?w=480")
    assert width_of(answer.response.data) == 480


def test_a_picture_dropped_meanwhile_leaves_nothing(app: Flask, kept: Kept, people: Cast) -> None:
    upload = kept(people.bram, "plan.png", corpus.picture(size=(1000, 300)))
    with app.app_context():
        found = db.session.get_one(Upload, upload.id)
        db.session.expunge(found)
        with atomic() as session:
            session.query(Upload).delete()
        actions.add_narrower(found)
    with pytest.raises(FileNotFoundError):
        app.extensions["storage"].open(upload.stored_as(480))


def test_the_database_is_free_while_pictures_are_made(
    app: Flask, kept: Kept, people: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody else could write on SQLite for as long as that takes."""
    kept(people.bram, "plan.png", corpus.picture(size=(1000, 300)))
    seen = []
    put = app.extensions["storage"].put

    def note(*given: object) -> None:
        seen.append("atomic" in db.session.info)
        put(*given)

    monkeypatch.setattr(app.extensions["storage"], "put", note)
    settle(app)
    assert seen == [False, False]
