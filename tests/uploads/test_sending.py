"""A member sends a file: kept when it is what it says, refused with a reason when not."""

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from limits import parse

from connect.database import db
from connect.events import log
from connect.extensions import limiter
from connect.settings import Settings
from connect.uploads import receiving
from connect.uploads.actions import keeping
from connect.uploads.checking import LARGEST_FILE
from connect.uploads.models import Upload
from tests.support.cast import Cast
from tests.support.visitors import Visitor
from tests.uploads import corpus
from tests.uploads.conftest import JSON, Send

BrowserOf = Callable[..., Visitor]
BAD = [
    pytest.param(name, make, status, id=f"{reason}-{name}")
    for reason, files in corpus.BAD.items()
    for name, (make, status) in list(files.items())[:2]
]


def count(app: Flask) -> int:
    with app.app_context():
        return db.session.query(Upload).count()


def files_in(settings: Settings) -> list[Path]:
    return [path for path in (Path(settings.uploads) / "uploads").rglob("*") if path.is_file()]


@pytest.fixture
def no_limits() -> Iterator[None]:
    limiter.enabled = False
    yield
    limiter.enabled = True


@pytest.mark.any_database
def test_a_document_is_kept_as_it_was_sent(app: Flask, send: Send, people: Cast) -> None:
    answer = send(people.bram, "Verslag Gent.PDF", corpus.pdf(1000))
    assert answer.status == 201
    assert answer.json == {
        "key": answer.json["key"],
        "name": "Verslag Gent.pdf",
        "kind": "document",
        "type": "application/pdf",
        "size": len(corpus.pdf(1000)),
        "width": None,
        "height": None,
        "url": f"/uploads/{answer.json['key']}/verslag-gent.pdf",
    }
    with app.app_context():
        upload = db.session.query(Upload).one()
        assert (upload.key, upload.owner_id) == (answer.json["key"], people.bram.id)


def test_a_picture_is_made_anew(send: Send, people: Cast) -> None:
    answer = send(people.bram, "plan.png", corpus.picture(size=(60, 40)))
    assert answer.status == 201
    told = answer.json
    assert (told["name"], told["kind"], told["type"]) == ("plan.webp", "picture", "image/webp")
    assert (told["width"], told["height"]) == (60, 40)


def test_nobody_guesses_the_key_of_a_file(send: Send, people: Cast) -> None:
    keys = {send(people.bram, "a.pdf", corpus.pdf()).json["key"] for _ in range(3)}
    assert len(keys) == 3
    assert {len(key) for key in keys} == {22}


@pytest.mark.usefixtures("no_limits")
@pytest.mark.parametrize(("name", "make", "status"), BAD)
def test_a_bad_file_is_refused_with_a_reason_and_leaves_nothing(
    name: str,
    make: Callable[[], bytes],
    status: int,
    app: Flask,
    send: Send,
    people: Cast,
    settings: Settings,
) -> None:
    before = files_in(settings)
    answer = send(people.bram, name, make())
    assert answer.status == status
    assert set(answer.json) == {"error", "advice"}
    assert name in answer.json["error"]
    assert answer.json["advice"].endswith(".")
    assert count(app) == 0
    assert files_in(settings) == before


@pytest.mark.usefixtures("no_limits")
def test_each_reason_is_told_in_words_of_its_own(send: Send, people: Cast) -> None:
    told = set()
    for files in corpus.BAD.values():
        name, (make, _status) = next(iter(files.items()))
        answer = send(people.bram, name, make()).json
        told.add((answer["error"].replace(name, ""), answer["advice"]))
    assert len(told) == len(corpus.BAD)


def test_a_file_of_26_megabytes_is_told_how_large_it_may_be(
    app: Flask, send: Send, people: Cast
) -> None:
    answer = send(people.bram, "large.pdf", corpus.pdf(26 * 1024 * 1024))
    assert answer.status == 413
    assert "25" in answer.json["error"]
    assert count(app) == 0


def test_a_file_of_25_megabytes_is_kept(send: Send, people: Cast) -> None:
    largest = corpus.pdf(LARGEST_FILE - len(corpus.pdf()) - len("26214400") + 1)
    assert len(largest) == LARGEST_FILE
    assert send(people.bram, "large.pdf", largest).status == 201


def test_a_request_without_a_file_is_refused(browser_of: BrowserOf, people: Cast) -> None:
    bram = browser_of(people.bram)
    for form in ({}, {"file": "no file"}, {"file": (BytesIO(corpus.pdf()), "")}):
        assert bram.post("/uploads", form, headers=JSON).status == 422


def test_a_visitor_sends_nothing_and_is_not_listened_to(
    app: Flask, browser_of: BrowserOf, people: Cast
) -> None:
    visitor = browser_of()
    sent = {"file": (BytesIO(corpus.pdf()), "a.pdf")}
    assert visitor.post("/uploads", sent, headers=JSON).status == 401
    large = {"file": (BytesIO(corpus.pdf(2_000_000)), "a.pdf")}
    assert visitor.post("/uploads", large, headers=JSON).status == 413
    sent = {"file": (BytesIO(corpus.pdf()), "a.pdf")}
    assert browser_of(people.els).post("/uploads", sent, headers=JSON).status == 401
    assert count(app) == 0


def test_a_forged_request_keeps_nothing(app: Flask, browser_of: BrowserOf, people: Cast) -> None:
    client = browser_of(people.bram).client
    sent = {"file": (BytesIO(corpus.pdf()), "a.pdf")}
    assert client.post("/uploads", data=sent, headers=JSON).status_code == 400
    assert count(app) == 0


def test_a_script_sends_the_secret_of_its_page_as_a_header(
    browser_of: BrowserOf, people: Cast
) -> None:
    bram = browser_of(people.bram)
    answer = bram.client.post(
        "/uploads",
        data={"file": (BytesIO(corpus.pdf()), "a.pdf")},
        headers={**JSON, "X-CSRFToken": bram.csrf_token()},
    )
    assert answer.status_code == 201


def test_a_member_has_room_for_so_much(
    app: Flask, send: Send, people: Cast, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    monkeypatch.setattr(keeping, "MOST_BYTES", 2 * len(corpus.pdf(1000)))
    for _ in range(2):
        assert send(people.bram, "a.pdf", corpus.pdf(1000)).status == 201
    before = files_in(settings)
    answer = send(people.bram, "b.pdf", corpus.pdf())
    assert answer.status == 422
    assert "b.pdf" in answer.json["error"]
    assert files_in(settings) == before
    assert send(people.chloe, "a.pdf", corpus.pdf()).status == 201


def test_a_file_that_would_be_too_much_leaves_nothing(
    app: Flask, send: Send, people: Cast, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    before = files_in(settings)
    monkeypatch.setattr(keeping, "MOST_BYTES", 10)
    assert send(people.bram, "a.pdf", corpus.pdf()).status == 422
    assert files_in(settings) == before


def test_too_many_files_in_an_hour_are_refused(
    send: Send, people: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Refused ones count: to look into them costs the most."""
    monkeypatch.setattr(receiving, "FILES_OF_ONE_MEMBER", parse("3 per hour"))
    for _ in range(3):
        assert send(people.bram, "tool.exe", corpus.EXE).status == 415
    answer = send(people.bram, "a.pdf", corpus.pdf())
    assert answer.status == 429
    assert int(answer.headers["Retry-After"]) > 0
    assert send(people.chloe, "a.pdf", corpus.pdf()).status == 201


def test_what_cannot_be_written_to_the_table_leaves_no_file(
    app: Flask,
    send: Send,
    people: Cast,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = files_in(settings)

    def fail(*_given: object, **_more: object) -> None:
        raise RuntimeError("the database is away")

    monkeypatch.setattr(log, "record", fail)
    with pytest.raises(AssertionError, match="the page failed"):
        send(people.bram, "a.pdf", corpus.pdf())
    assert count(app) == 0
    assert files_in(settings) == before
