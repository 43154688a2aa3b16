"""Files in the forms of texts, with JavaScript and without."""

import re
from collections.abc import Sequence
from typing import Any

from flask import request
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from markupsafe import Markup
from wtforms import Field, MultipleFileField

from connect.members.models import Member
from connect.uploads import queries
from connect.uploads.checking import LARGEST_FILE
from connect.uploads.errors import UploadRefused
from connect.uploads.formats import ACCEPTED
from connect.uploads.models import Upload
from connect.uploads.receiving import receive
from connect.uploads.words import explained

KEY = re.compile(r"[A-Za-z0-9_-]{22}", re.ASCII)
MOST_FILES = 10


class KeysField(Field):
    """Keys of files, each in a hidden input of its own."""

    data: list[str]

    def process_data(self, value: Sequence[str] | None) -> None:
        self.data = list(value or ())

    def process_formdata(self, valuelist: list[Any]) -> None:
        keys = (key for key in valuelist if isinstance(key, str) and KEY.fullmatch(key))
        self.data = list(dict.fromkeys(keys))

    def __call__(self, **_attributes: object) -> Markup:
        field = Markup('<input type="hidden" name="{}" value="{}">')
        return Markup().join(field.format(self.name, key) for key in self.data)


class AttachmentsMixin(FlaskForm):
    """`files` are those the text has, `removed_files` those of them that were ticked to go,
    `attachments` new ones as a browser sends them without JavaScript."""

    files = KeysField()
    removed_files = KeysField()
    attachments = MultipleFileField(
        _("Files"),
        description=_("PDF, Word, Excel, PowerPoint, OpenDocument or pictures; 25 MB each."),
        render_kw={"accept": ACCEPTED},
    )

    largest_file = LARGEST_FILE
    most_files = MOST_FILES
    uploads: Sequence[Upload] = ()

    def take_files(self, author: Member, subject: str | None = None) -> None:
        """Keep the files that came with the form, so that they stay whatever else is refused,
        and leave the text's own in `files` and `uploads`. Called before the form is validated;
        what cannot be kept is an error of `attachments`. `subject` is the text being edited."""
        keys = [key for key in self.files.data if key not in self.removed_files.data]
        errors: list[str] = []
        for sent in request.files.getlist(self.attachments.name):
            if not sent.filename:
                continue
            if len(keys) >= MOST_FILES:
                errors.append(gettext("At most %(count)d files, please.", count=MOST_FILES))
                break
            try:
                keys.append(receive(author, sent).key)
            except UploadRefused as refusal:
                told = explained(refusal, sent.filename)
                errors.append(f"{told.title} {told.advice}")
        found = queries.files_for(author, keys[:MOST_FILES], subject)
        self.uploads, self.files.data = list(found.values()), list(found)
        self.attachments.process_errors = errors
