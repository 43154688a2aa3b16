"""A file is given out with the rights of the text that holds it, and never for a browser to run."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from flask import Flask

from connect.database import atomic, db
from connect.discussions.models import Comment
from connect.members.models import Member
from connect.settings import Settings
from connect.themes.models import ThemeCircle
from connect.uploads import actions
from connect.uploads.models import Upload
from tests.support.cast import Cast
from tests.support.conversations import Conversations
from tests.support.visitors import Answer, Visitor
from tests.uploads import corpus

BrowserOf = Callable[..., Visitor]
Kept = Callable[..., Upload]
Hold = Callable[..., None]

OUT_OF_REACH = (302, 404)
"""A visitor is asked to sign in, whether the file exists or not."""


@pytest.fixture
def hold(app: Flask) -> Hold:
    """`hold(comment, upload)`: the text takes hold of the file."""

    def attach(comment: Comment, *uploads: Upload) -> None:
        keys: Sequence[str] = [upload.key for upload in uploads]
        with app.app_context():
            author = db.session.get_one(Member, comment.author_id)
            assert len(actions.attach(author, comment.subject, shown=[], listed=keys)) == len(keys)

    return attach


def reached_by(browser_of: BrowserOf, upload: Upload, *readers: Member | None) -> list[bool]:
    statuses = [browser_of(reader).get(upload.url).status for reader in readers]
    assert set(statuses) <= {200, *OUT_OF_REACH}
    return [status == 200 for status in statuses]


@pytest.mark.any_database
def test_before_a_text_holds_it_a_file_is_its_owners(
    kept: Kept, browser_of: BrowserOf, people: Cast
) -> None:
    upload = kept(people.bram, "verslag.pdf", corpus.pdf())
    readers = [people.bram, people.chloe, people.olga, people.amina, None]
    assert reached_by(browser_of, upload, *readers) == [True, False, False, False, False]


@pytest.mark.parametrize(
    ("theme", "reached"),
    [("prevention", [1, 1, 1, 1]), ("networks", [1, 1, 1, 0]), ("circle", [1, 1, 0, 0])],
)
def test_who_reads_the_text_reads_its_files(
    theme: str,
    reached: list[int],
    app: Flask,
    kept: Kept,
    hold: Hold,
    browser_of: BrowserOf,
    people: Cast,
) -> None:
    talk = Conversations(app)
    comment = talk.post(people.bram, talk.open(people.chloe, getattr(people, theme)))
    upload = kept(people.bram, "verslag.pdf", corpus.pdf())
    hold(comment, upload)
    readers = [people.bram, people.chloe, people.dirk, None]
    assert reached_by(browser_of, upload, *readers) == reached


@pytest.mark.any_database
def test_who_loses_the_text_loses_its_files_at_once(
    app: Flask, kept: Kept, hold: Hold, browser_of: BrowserOf, people: Cast
) -> None:
    talk = Conversations(app)
    comment = talk.post(people.chloe, talk.open(people.chloe, people.circle))
    upload = kept(people.chloe, "verslag.pdf", corpus.pdf())
    hold(comment, upload)
    bram = browser_of(people.bram)
    first = bram.get(upload.url)
    assert first.status == 200
    with app.app_context(), atomic() as session:
        mine = session.query(ThemeCircle).filter_by(member_id=people.bram.id)
        mine.delete()
    asked_again = {"If-None-Match": first.headers["ETag"]}
    assert bram.get(upload.url, headers=asked_again).status == 404


def test_a_withdrawn_text_takes_its_files_along(
    app: Flask, kept: Kept, hold: Hold, browser_of: BrowserOf, people: Cast
) -> None:
    talk = Conversations(app)
    thread = talk.open(people.chloe, people.prevention)
    comment = talk.post(people.bram, thread)
    talk.answer(people.chloe, comment)  # the withdrawn text leaves a trace
    upload = kept(people.bram, "verslag.pdf", corpus.pdf())
    hold(comment, upload)
    talk.withdraw(comment)
    readers = [people.bram, people.chloe, people.amina, None]
    assert reached_by(browser_of, upload, *readers) == [True, False, False, False]


def test_a_file_that_two_texts_hold_is_read_by_the_readers_of_either(
    app: Flask, kept: Kept, hold: Hold, browser_of: BrowserOf, people: Cast
) -> None:
    talk = Conversations(app)
    upload = kept(people.bram, "plan.png", corpus.picture())
    hold(talk.post(people.bram, talk.open(people.chloe, people.circle)), upload)
    assert reached_by(browser_of, upload, people.dirk) == [False]
    hold(talk.post(people.bram, talk.open(people.chloe, people.networks)), upload)
    assert reached_by(browser_of, upload, people.dirk) == [True]


def test_the_files_of_who_left_stay_with_their_texts(
    app: Flask, kept: Kept, hold: Hold, browser_of: BrowserOf, people: Cast
) -> None:
    talk = Conversations(app)
    comment = talk.post(people.bram, talk.open(people.chloe, people.networks))
    upload = kept(people.bram, "verslag.pdf", corpus.pdf())
    hold(comment, upload)
    with app.app_context(), atomic() as session:
        session.get_one(Member, people.bram.id).active = False
    assert reached_by(browser_of, upload, people.dirk) == [True]


def test_a_document_is_saved_and_never_opened_in_the_page(
    kept: Kept, browser_of: BrowserOf, people: Cast
) -> None:
    answer = browser_of(people.bram).get(kept(people.bram, "a.pdf", corpus.pdf(999)).url)
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert answer.headers["Content-Type"] == "application/pdf"
    check_headers(answer)
    assert answer.response.data == corpus.pdf(999)
    assert int(answer.headers["Content-Length"]) == len(corpus.pdf(999))


def test_a_picture_is_shown(kept: Kept, browser_of: BrowserOf, people: Cast) -> None:
    answer = browser_of(people.bram).get(kept(people.bram, "a.png", corpus.picture()).url)
    assert answer.headers["Content-Disposition"].startswith("inline;")
    assert answer.headers["Content-Type"] == "image/webp"
    check_headers(answer)


def check_headers(answer: Answer) -> None:
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer.headers["Cache-Control"] == "private, no-cache"


def test_what_the_camera_wrote_is_gone(kept: Kept, browser_of: BrowserOf, people: Cast) -> None:
    sent = corpus.photograph()
    assert b"a camera of mine" in sent
    answer = browser_of(people.bram).get(kept(people.bram, "a.jpg", sent).url)
    assert b"a camera of mine" not in answer.response.data
    assert b"EXIF" not in answer.response.data


def test_a_file_is_not_sent_again_to_who_has_it(
    kept: Kept, browser_of: BrowserOf, people: Cast
) -> None:
    bram, url = browser_of(people.bram), kept(people.bram, "a.pdf", corpus.pdf()).url
    version = bram.get(url).headers["ETag"]
    again = bram.get(url, headers={"If-None-Match": version})
    assert (again.status, again.response.data) == (304, b"")


def test_an_interrupted_download_goes_on_where_it_ended(
    kept: Kept, browser_of: BrowserOf, people: Cast
) -> None:
    bram, url = browser_of(people.bram), kept(people.bram, "a.pdf", corpus.pdf(5000)).url
    whole = bram.get(url)
    assert whole.headers["Accept-Ranges"] == "bytes"
    rest = bram.get(url, headers={"Range": "bytes=4000-", "If-Range": whole.headers["ETag"]})
    assert (rest.status, rest.response.data) == (206, corpus.pdf(5000)[4000:])
    beyond = bram.get(url, headers={"Range": "bytes=99999-"})
    assert beyond.status == 416


def test_what_a_file_is_can_be_asked_without_fetching_it(
    kept: Kept, browser_of: BrowserOf, people: Cast
) -> None:
    url = kept(people.bram, "a.pdf", corpus.pdf(5000)).url
    answer = browser_of(people.bram).client.head(url)
    assert (answer.status_code, answer.data) == (200, b"")
    assert answer.content_length == len(corpus.pdf(5000))


@pytest.mark.parametrize("name", ["b.pdf", "a.html", "a.pdf.exe", "A.pdf"])
def test_a_file_has_one_name(name: str, kept: Kept, browser_of: BrowserOf, people: Cast) -> None:
    upload = kept(people.bram, "a.pdf", corpus.pdf())
    assert browser_of(people.bram).get(f"/uploads/{upload.key}/{name}").status == 404


@pytest.mark.parametrize("key", ["x", "..", "a" * 22, "a" * 5000, "%00"])
def test_nothing_else_is_served(key: str, browser_of: BrowserOf, people: Cast) -> None:
    assert browser_of(people.bram).get(f"/uploads/{key}/a.pdf").status in (400, 404)


def test_a_file_that_was_lost_is_not_found(
    kept: Kept, browser_of: BrowserOf, people: Cast, settings: Settings
) -> None:
    upload = kept(people.bram, "a.pdf", corpus.pdf())
    (Path(settings.uploads) / upload.stored_as()).unlink()
    assert browser_of(people.bram).get(upload.url).status == 404
