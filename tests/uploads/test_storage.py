"""A folder and a bucket keep files alike."""

from dataclasses import replace
from io import SEEK_END, BytesIO
from pathlib import Path

import pytest
from flask import Flask

from connect import create_app
from connect.database import db
from connect.settings import Settings, SettingsError
from connect.storage import Storage
from connect.storage.folder import FolderStorage
from connect.uploads.models import Upload
from connect.worker import settle_due
from tests.members.test_profiles import PROFILE
from tests.support.cast import Cast
from tests.support.visitors import Visitor
from tests.uploads import corpus
from tests.uploads.conftest import JSON

NAME = "uploads/x.pdf"


def test_what_was_put_is_read_again(stored: Storage) -> None:
    content = bytes(range(256)) * 4000
    file = BytesIO(content)
    file.read()  # it is kept from its beginning, wherever somebody read to
    stored.put(NAME, file)
    with stored.open(NAME) as found:
        assert found.read() == content


def test_a_file_is_read_from_the_middle(stored: Storage) -> None:
    stored.put(NAME, BytesIO(b"0123456789"))
    with stored.open(NAME) as found:
        assert found.seek(0, SEEK_END) == 10
        assert found.seek(3) == 3
        assert found.read(2) == b"34"
        assert found.read(2) == b"56"
        found.seek(8)
        assert found.read() == b"89"
        assert found.read() == b""


def test_putting_again_replaces(stored: Storage) -> None:
    stored.put(NAME, BytesIO(b"old and long"))
    stored.put(NAME, BytesIO(b"new"))
    with stored.open(NAME) as found:
        assert found.read() == b"new"


def test_what_was_removed_is_gone_and_may_be_removed_again(stored: Storage) -> None:
    stored.put(NAME, BytesIO(b"x"))
    for _ in range(2):
        stored.remove(NAME)
    with pytest.raises(FileNotFoundError):
        stored.open(NAME)


def test_it_tells_that_it_works(stored: Storage) -> None:
    stored.check()


def test_a_file_lives_from_sending_to_removal(
    stored_app: Flask, people: Cast, stored: Storage
) -> None:
    bram = Visitor(stored_app, people.bram)
    sent = {"file": (BytesIO(corpus.pdf(300_000)), "verslag.pdf")}
    told = bram.post("/uploads", sent, headers=JSON).json
    answer = bram.get(told["url"])
    assert answer.response.data == corpus.pdf(300_000)
    part = bram.get(told["url"], headers={"Range": "bytes=100-199"})
    assert (part.status, part.response.data) == (206, corpus.pdf(300_000)[100:200])
    assert bram.post(f"/uploads/{told['key']}/removal").status == 204
    with stored_app.app_context():
        settle_due()
        assert not db.session.query(Upload).count()
    with pytest.raises(FileNotFoundError):
        stored.open(f"uploads/{told['key']}.pdf")


def test_a_picture_is_made_narrower_wherever_it_lies(
    stored_app: Flask, people: Cast, stored: Storage
) -> None:
    bram = Visitor(stored_app, people.bram)
    sent = {"file": (BytesIO(corpus.picture(size=(1000, 500))), "plan.png")}
    told = bram.post("/uploads", sent, headers=JSON).json
    with stored_app.app_context():
        settle_due()
    with stored.open(f"uploads/{told['key']}.480.webp") as narrower:
        assert narrower.read(4) == b"RIFF"


def test_a_member_is_shown_wherever_the_picture_lies(stored_app: Flask, people: Cast) -> None:
    bram = Visitor(stored_app, people.bram)
    form = {**PROFILE, "picture": (BytesIO(corpus.picture()), "me.png")}
    assert bram.post("/profile", form).status == 303
    url = bram.get(people.bram.profile_url).page.select_one("img.avatar, .avatar img")
    assert url
    assert bram.get(str(url["src"])).response.data[:4] == b"RIFF"


def test_nothing_outside_the_folder_is_reached(tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(b"x")
    storage = FolderStorage(str(tmp_path / "uploads"))
    for name in ("../secret", "/etc/hostname", "uploads/../../secret", "."):
        with pytest.raises(FileNotFoundError):
            storage.open(name)


def test_a_write_that_fails_leaves_nothing(tmp_path: Path) -> None:
    class Cut(BytesIO):
        def read(self, *_size: int | None) -> bytes:
            raise OSError("the connection ended")

    storage = FolderStorage(str(tmp_path))
    storage.put(NAME, BytesIO(b"whole"))
    with pytest.raises(OSError, match="ended"):
        storage.put(NAME, Cut(b"half"))
    assert [path.name for path in (tmp_path / "uploads").iterdir()] == ["x.pdf"]
    with storage.open(NAME) as found:
        assert found.read() == b"whole"


@pytest.mark.parametrize(
    "away",
    [
        {"uploads": "s3://files", "s3_endpoint": "http://127.0.0.1:9", "s3_key": "a"},
        {"uploads": "/proc/nowhere"},
    ],
    ids=["bucket", "folder"],
)
def test_the_platform_tells_when_files_cannot_be_kept(
    away: dict[str, str], settings: Settings, people: Cast
) -> None:
    secret = {"s3_secret": "b"} if "s3_key" in away else {}
    app = create_app(replace(settings, **away, **secret).checked())  # type: ignore[arg-type]
    answer = Visitor(app).get("/readyz")
    assert (answer.status, answer.json["services"]) == (503, ["storage"])


@pytest.mark.parametrize(
    ("given", "complaint"),
    [
        ({"CONNECT_UPLOADS": "s3://"}, "CONNECT_UPLOADS"),
        ({"CONNECT_UPLOADS": "ftp://files"}, "CONNECT_UPLOADS"),
        ({"CONNECT_UPLOADS": "s3://files", "CONNECT_S3_KEY": "a"}, "CONNECT_S3_SECRET"),
        ({"CONNECT_S3_ENDPOINT": "files.example.org"}, "CONNECT_S3_ENDPOINT"),
    ],
)
def test_a_bucket_that_makes_no_sense_stops_the_start(
    given: dict[str, str], complaint: str
) -> None:
    with pytest.raises(SettingsError, match=complaint):
        Settings.from_environment(given)


def test_the_secret_of_a_bucket_is_in_no_log() -> None:
    settings = Settings(uploads="s3://files", s3_key="a", s3_secret="very secret").checked()
    assert "very secret" not in repr(settings)
