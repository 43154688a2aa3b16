"""Sending files as a script does, to an app whose files lie in a folder or in a bucket."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from connect import create_app
from connect.database import db
from connect.members.models import Member
from connect.settings import Settings
from connect.storage import Storage, storage_of
from connect.uploads.models import Upload
from tests.support.services import running_bucket
from tests.support.visitors import Answer, Visitor

JSON = {"Accept": "application/json"}
Send = Callable[..., Answer]


@pytest.fixture
def send(browser_of: Callable[..., Visitor]) -> Send:
    """`send(people.bram, "rapport.pdf", corpus.pdf())`."""

    def send_file(member: Member | None, name: str, content: bytes, **more: Any) -> Answer:
        form = {"file": (BytesIO(content), name)}
        return browser_of(member).post("/uploads", form, headers=JSON, **more)

    return send_file


@pytest.fixture
def kept(app: Flask, send: Send) -> Callable[..., Upload]:
    """The same, and the row it became."""

    def send_and_find(member: Member, name: str, content: bytes) -> Upload:
        answer = send(member, name, content)
        assert answer.status == 201, answer.body
        with app.app_context():
            return db.session.query(Upload).filter_by(key=answer.json["key"]).one()

    return send_and_find


@pytest.fixture(scope="session")
def bucket() -> Iterator[dict[str, str]]:
    with running_bucket() as settings:
        yield settings


@pytest.fixture(params=["folder", "bucket"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> dict[str, str]:
    """The settings of a folder, then those of a bucket."""
    if request.param == "folder":
        return {"uploads": str(tmp_path)}
    found: dict[str, str] = request.getfixturevalue("bucket")
    return found


@pytest.fixture
def stored(where: dict[str, str]) -> Storage:
    return storage_of(Settings(**where).checked())  # type: ignore[arg-type]


@pytest.fixture
def stored_app(app: Flask, settings: Settings, where: dict[str, str]) -> Flask:
    """The same community, with its files there."""
    found = create_app(replace(settings, **where).checked())  # type: ignore[arg-type]
    found.testing = True
    return found
