"""Answers that are a file: read a piece at a time, in parts where only a part was asked for."""

import io
from typing import BinaryIO

from flask import Response, request
from werkzeug.wsgi import FileWrapper

PIECE = 64 * 1024


def file_answer(file: BinaryIO, mimetype: str, version: str) -> Response:
    """The file, or 304 to a reader who has this `version` already. Our own type counts: nothing
    in a file or its name says how a browser takes it."""
    length = file.seek(0, io.SEEK_END)
    file.seek(0)
    response = Response(FileWrapper(file, PIECE), mimetype=mimetype, direct_passthrough=True)
    response.content_length = length
    response.set_etag(version)
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.make_conditional(request, accept_ranges=True, complete_length=length)
    return response
