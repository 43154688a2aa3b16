"""Giving a file out: always as what we say it is, and never for a browser to run."""

from typing import BinaryIO
from urllib.parse import quote

from flask import Response, abort

from connect.storage import storage
from connect.uploads.models import Upload
from connect.web.files import file_answer

UNESCAPED = "!#$&+-.^_`|~"  # RFC 8187


def upload_answer(upload: Upload, width: int | None) -> Response:
    """A document is saved and a picture shown. The width asked for is given once it is made.

    Kept by its reader, and asked for each time: who may read can change meanwhile.
    """
    name, file = _opened(upload, width)
    response = file_answer(file, upload.type, version=name.rpartition("/")[2])
    response.headers["Content-Disposition"] = _disposition(upload)
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def _opened(upload: Upload, width: int | None) -> tuple[str, BinaryIO]:
    name = upload.stored_as(width if width in upload.widths else None)
    try:
        return name, storage().open(name)
    except FileNotFoundError:
        abort(404)


def _disposition(upload: Upload) -> str:
    """The name in letters that every program reads, and as it is (RFC 6266)."""
    how = "inline" if upload.kind == "picture" else "attachment"
    exactly = quote(upload.name, safe=UNESCAPED)
    return f"{how}; filename=\"{upload.address_name}\"; filename*=UTF-8''{exactly}"
