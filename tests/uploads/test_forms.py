"""Files in the form of a text, as a page without JavaScript sends them."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import StringField
from wtforms.validators import DataRequired

from connect.database import db
from connect.members.models import Member
from connect.uploads.forms import MOST_FILES, AttachmentsMixin
from connect.uploads.models import Upload
from tests.support.cast import Cast
from tests.uploads import corpus

Kept = Callable[..., Upload]
SentFile = tuple[BytesIO, str]


class TextForm(AttachmentsMixin, FlaskForm):
    class Meta:
        csrf = False

    body = StringField(validators=[DataRequired("Write something first.")])


@pytest.fixture
def filled_in(app: Flask, people: Cast) -> Callable[..., TextForm]:
    """The form as Bram sent it, after its files were taken and it was validated."""

    def send(fields: dict[str, Any], *sent: SentFile) -> TextForm:
        data = MultiDict(fields)
        data.setlist("attachments", list(sent))
        with app.test_request_context("/", method="POST", data=data):
            form = TextForm()
            form.take_files(db.session.get_one(Member, people.bram.id))
            form.validate()
            return form

    return send


def sent(name: str, content: bytes) -> SentFile:
    return BytesIO(content), name


def names(form: TextForm) -> list[str]:
    return [upload.name for upload in form.uploads]


def test_files_come_along_with_the_text(filled_in: Callable[..., TextForm]) -> None:
    form = filled_in({"body": "x"}, sent("a.pdf", corpus.pdf()), sent("plan.png", corpus.picture()))
    assert not form.errors
    assert names(form) == ["a.pdf", "plan.webp"]
    assert form.files.data == [upload.key for upload in form.uploads]


def test_one_bad_file_leaves_the_others_kept(filled_in: Callable[..., TextForm]) -> None:
    form = filled_in(
        {"body": "x"},
        sent("a.pdf", corpus.pdf()),
        sent("tool.exe", corpus.EXE),
        sent("b.pdf", corpus.pdf()),
        sent("page.pdf", corpus.HTML),
    )
    assert names(form) == ["a.pdf", "b.pdf"]
    assert list(form.errors) == ["attachments"]
    first, second = form.attachments.errors
    assert "tool.exe" in first
    assert "page.pdf" in second
    assert form.body.data == "x"


def test_a_refused_text_keeps_its_files(filled_in: Callable[..., TextForm]) -> None:
    refused = filled_in({"body": ""}, sent("a.pdf", corpus.pdf()))
    assert list(refused.errors) == ["body"]
    again = filled_in({"body": "x", "files": refused.files.data[0]})
    assert not again.errors
    assert names(again) == ["a.pdf"]


def test_a_form_without_files_is_as_it_was(filled_in: Callable[..., TextForm]) -> None:
    form = filled_in({"body": "x"}, sent("", b""))
    assert not form.errors
    assert form.files.data == []


def test_a_ticked_file_goes(filled_in: Callable[..., TextForm], kept: Kept, people: Cast) -> None:
    stays, goes = (kept(people.bram, f"{name}.pdf", corpus.pdf()) for name in "ab")
    keys = [stays.key, goes.key]
    form = filled_in({"body": "x", "files": keys, "removed_files": goes.key})
    assert names(form) == ["a.pdf"]


def test_only_ones_own_files_are_taken(
    filled_in: Callable[..., TextForm], kept: Kept, people: Cast
) -> None:
    theirs = kept(people.chloe, "secret.pdf", corpus.pdf())
    keys = [theirs.key, "a" * 22, "../../etc/passwd", "", "x" * 9999, "\0"]
    form = filled_in({"body": "x", "files": keys})
    assert not form.errors
    assert form.files.data == []


def test_a_text_has_so_many_files(filled_in: Callable[..., TextForm]) -> None:
    form = filled_in(
        {"body": "x"}, *(sent(f"{n}.pdf", corpus.pdf()) for n in range(MOST_FILES + 2))
    )
    assert len(form.uploads) == MOST_FILES
    assert list(form.errors) == ["attachments"]
    assert len(form.attachments.errors) == 1


def test_the_keys_go_along_in_hidden_fields(filled_in: Callable[..., TextForm]) -> None:
    form = filled_in({"body": "x"}, sent("a.pdf", corpus.pdf()))
    key = form.files.data[0]
    assert str(form.files()) == f'<input type="hidden" name="files" value="{key}">'
