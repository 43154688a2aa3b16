"""A member sends a file: kept when it is what it says, refused with a reason when not."""

import pytest
from flask import Flask

from connect.database import db
from connect.uploads.models import Upload
from tests.support.cast import Cast
from tests.uploads import corpus
from tests.uploads.conftest import Send

pytestmark = pytest.mark.any_database


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
        assert db.session.query(Upload.key).scalar() == answer.json["key"]


def test_a_picture_is_made_anew(send: Send, people: Cast) -> None:
    answer = send(people.bram, "plan.png", corpus.picture(size=(60, 40)))
    assert answer.status == 201
    told = answer.json
    assert (told["name"], told["kind"], told["type"]) == ("plan.webp", "picture", "image/webp")
    assert (told["width"], told["height"]) == (60, 40)
