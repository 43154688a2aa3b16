"""Files that no text holds yet go along with the drafts that name them."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import update

from connect import rich_text
from connect.database import atomic
from connect.drafts.actions import handing_over
from connect.drafts.models import Draft
from connect.members.models import Member
from connect.uploads.models import Upload


def hand_over(giver: Member, successor: Member, keys: Sequence[str]) -> None:
    with atomic() as session:
        drafts = handing_over.drafts_of(giver, keys)
        named = {key for draft in drafts for key in _files_named(draft)}
        handing_over.DRAFTS.hand_over(giver, successor, keys)
        session.execute(
            update(Upload)
            .where(Upload.owner_id == giver.id, Upload.key.in_(named), ~Upload.attachments.any())
            .values(owner_id=successor.id)
            .execution_options(synchronize_session=False)
        )


def _files_named(draft: Draft) -> list[str]:
    return [*draft.fields.get("files", []), *rich_text.picture_keys(draft.body)]


DRAFTS = replace(handing_over.DRAFTS, hand_over=hand_over)
