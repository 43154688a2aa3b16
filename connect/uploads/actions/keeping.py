"""Keeping a file that a member sent, and dropping it again."""

import secrets
from io import BytesIO
from typing import Any, BinaryIO

from sqlalchemy import select
from sqlalchemy.orm import Session

from connect.aside import aside
from connect.database import atomic
from connect.events import log
from connect.members.models import Member
from connect.pictures import NotAPicture, PictureTooLarge, webp_within
from connect.storage import storage
from connect.uploads import names, queries
from connect.uploads.checking import check
from connect.uploads.errors import Damaged, NoRoom, TooManyPixels
from connect.uploads.formats import WEBP
from connect.uploads.models import Upload

MOST_BYTES = 500 * 1024 * 1024
"""Of one member's files together."""

LARGEST_SIDE = 2560
"""Of a picture as it is kept: sharp on a large screen, and legible when it shows a plan."""


def keep(owner: Member, file: BinaryIO, name: str) -> Upload:
    """Check a file and keep it, for its owner alone until a text holds it. Raises an
    UploadRefused. The name's ending is the content's; a picture is made anew as WebP."""
    if queries.bytes_of(owner) >= MOST_BYTES:
        raise NoRoom
    found = aside(check, file, name)
    if found.family == "picture":
        details, content = _as_picture(file)
        ending = WEBP.endings[0]
    else:
        details = {"kind": "document", "type": found.type, "size": file.seek(0, 2)}
        content, ending = file, names.ending_of(name)
    upload = Upload(
        key=secrets.token_urlsafe(16),
        owner_id=owner.id,
        name=names.tidy(name, ending),
        **details,
    )
    _store(owner, upload, content)
    return upload


def drop(upload: Upload) -> None:
    """Forget a file that no text holds. Safe to repeat."""
    with atomic() as session:
        forget(session, upload)


def forget(session: Session, upload: Upload) -> None:
    """Its row goes now; what lies in the storage follows, as long as that takes."""
    session.delete(upload)
    log.record(
        "upload.dropped",
        subject=upload.subject,
        streams=[],
        actor_id=upload.owner_id,
        payload={"stored": upload.stored_names},
    )


def _as_picture(file: BinaryIO) -> tuple[dict[str, Any], BinaryIO]:
    try:
        encoded = webp_within(file, LARGEST_SIDE, LARGEST_SIDE)
    except PictureTooLarge as error:
        raise TooManyPixels from error
    except NotAPicture as error:
        raise Damaged from error
    details = {
        "kind": "picture",
        "type": WEBP.type,
        "size": len(encoded.webp),
        "width": encoded.width,
        "height": encoded.height,
    }
    return details, BytesIO(encoded.webp)


def _store(owner: Member, upload: Upload, content: BinaryIO) -> None:
    """First the content, then the row: there is never a row without a file."""
    storage().put(upload.stored_as(), content)
    try:
        with atomic() as session:
            session.execute(select(Member.id).where(Member.id == owner.id).with_for_update())
            if queries.bytes_of(owner) + upload.size > MOST_BYTES:
                raise NoRoom
            session.add(upload)
            session.flush()
            log.record("upload.kept", subject=upload.subject, streams=[], actor_id=owner.id)
    except BaseException:
        storage().remove(upload.stored_as())
        raise
