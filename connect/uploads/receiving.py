"""Files as requests bring them: how large a request may be, how often, and in whose words a
file is refused."""

from typing import BinaryIO, cast

from flask import request
from flask_login import current_user
from limits import parse
from werkzeug.datastructures import FileStorage

from connect.extensions import limiter
from connect.members.models import Member
from connect.uploads import actions
from connect.uploads.checking import LARGEST_FILE
from connect.uploads.errors import Empty, TooOften
from connect.uploads.models import Upload

FILES_OF_ONE_MEMBER = parse("60 per hour")
LARGEST_UPLOAD = LARGEST_FILE + 16 * 1024 * 1024
"""More than the largest file, so that a larger one is told how large it may be."""

LARGEST_FORM = 4 * LARGEST_FILE + 1024 * 1024
"""A text with a few files, as a page without JavaScript sends them."""


def allow_files(most: int = LARGEST_FORM) -> None:
    """Let this request be larger than others. For a blueprint's `url_value_preprocessor`: CSRF
    protection reads the form before the view does. Visitors have nothing to send."""
    if current_user.is_authenticated:
        request.max_content_length = most


def receive(member: Member, sent: FileStorage | None) -> Upload:
    """Keep one file of a request. Raises an UploadRefused; refused files count as well."""
    if sent is None or not sent.filename:
        raise Empty
    if not _count(member):
        raise TooOften
    return actions.keep(member, cast(BinaryIO, sent.stream), sent.filename)


def _count(member: Member) -> bool:
    return not limiter.enabled or limiter.limiter.hit(FILES_OF_ONE_MEMBER, "upload", str(member.id))
