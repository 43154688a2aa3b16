"""Files as texts, drafts and readers ask for them."""

import json
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import selectinload

from connect import rich_text
from connect.database import db
from connect.drafts.models import Draft
from connect.members.models import Member
from connect.rich_text import Picture
from connect.subjects import reach_subjects
from connect.uploads.models import Attachment, Upload


def reach_upload(reader: Member | None, key: str) -> Upload | None:
    """The file, if a text that holds it exists for this reader now; before a text holds it, it
    is there for its owner alone."""
    upload = db.session.scalar(
        select(Upload).where(Upload.key == key).options(selectinload(Upload.attachments))
    )
    if upload is None:
        return None
    if upload.attachments:
        is_reached = bool(reach_subjects(reader, [held.subject for held in upload.attachments]))
    else:
        is_reached = reader is not None and reader.id == upload.owner_id
    return upload if is_reached else None


def files_for(author: Member, keys: Iterable[str], subject: str | None = None) -> dict[str, Upload]:
    """Those of the keys that a text of this author may hold, in their order: the author's own,
    and what the text holds already."""
    wanted = list(dict.fromkeys(keys))
    if not wanted:
        return {}
    held = select(Attachment.upload_id).where(Attachment.subject == (subject or ""))
    found = db.session.scalars(
        select(Upload).where(
            Upload.key.in_(wanted), or_(Upload.owner_id == author.id, Upload.id.in_(held))
        )
    )
    by_key = {upload.key: upload for upload in found}
    return {key: by_key[key] for key in wanted if key in by_key}


def pictures_for(author: Member, body: str, subject: str | None = None) -> dict[str, Picture]:
    """The pictures in what was typed that a text of this author may hold: for
    `rich_text.render`."""
    files = files_for(author, rich_text.picture_keys(body), subject)
    return {key: file.as_picture for key, file in files.items() if file.kind == "picture"}


def files_of(subject: str, *, but: Collection[str]) -> Sequence[Upload]:
    """What a text holds, without those keys."""
    return db.session.scalars(
        select(Upload).join(Attachment).where(Attachment.subject == subject, Upload.key.not_in(but))
    ).all()


def unattached_since(moment: datetime) -> Sequence[Upload]:
    """Sent before that moment, and held by no text."""
    return db.session.scalars(
        select(Upload)
        .where(Upload.created_at < moment, ~Upload.attachments.any())
        .order_by(Upload.created_at)
    ).all()


def unneeded(uploads: Sequence[Upload]) -> list[Upload]:
    """Those of them that no text holds and no draft of their owner names."""
    ids = [upload.id for upload in uploads]
    held = set(
        db.session.scalars(select(Attachment.upload_id).where(Attachment.upload_id.in_(ids)))
    )
    owners = {upload.owner_id for upload in uploads}
    drafts = db.session.execute(
        select(Draft.member_id, Draft.fields).where(Draft.member_id.in_(owners))
    ).all()
    written = [(member_id, json.dumps(fields)) for member_id, fields in drafts]
    return [
        upload
        for upload in uploads
        if upload.id not in held
        and not any(upload.owner_id == owner and upload.key in text for owner, text in written)
    ]


def bytes_of(owner: Member) -> int:
    """What the member's files take together."""
    return int(
        db.session.scalar(select(func.sum(Upload.size)).where(Upload.owner_id == owner.id)) or 0
    )
