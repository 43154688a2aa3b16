"""Texts take hold of files, and let go of them."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import delete, select

from connect.database import atomic
from connect.members.models import Member
from connect.uploads import queries
from connect.uploads.actions.keeping import forget
from connect.uploads.models import Attachment


def attach(
    author: Member, subject: str, *, shown: Collection[str], listed: Sequence[str]
) -> list[dict[str, Any]]:
    """Let a text hold the files it shows (see `rich_text.picture_keys`) and those listed under
    it, by their keys; what the list says of the latter. Called within the block that writes the
    text. Only the author's own count, and what the text holds already; the rest is left out.

    What the text held before stays its own: earlier versions show it.
    """
    with atomic() as session:
        files = queries.files_for(author, [*listed, *shown], subject)
        held = session.scalars(select(Attachment.upload_id).where(Attachment.subject == subject))
        known = set(held)
        session.add_all(
            Attachment(subject=subject, upload_id=file.id)
            for file in files.values()
            if file.id not in known
        )
    return [files[key].described for key in dict.fromkeys(listed) if key in files]


def release(subject: str, *, kept: Collection[str]) -> None:
    """Let a text go of all files but those: what no other text and no draft holds is forgotten."""
    with atomic() as session:
        released = queries.files_of(subject, but=kept)
        ids = [file.id for file in released]
        session.execute(
            delete(Attachment).where(Attachment.subject == subject, Attachment.upload_id.in_(ids))
        )
        for file in queries.unneeded(released):
            forget(session, file)
