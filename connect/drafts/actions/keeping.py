"""Keeping a text while it is written, and letting it go once it is published or removed."""

from datetime import timedelta

from sqlalchemy import delete, func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from connect.database import atomic, utc_now
from connect.drafts.actions.waiting import take_back
from connect.drafts.errors import StaleDraft, TooManyDrafts
from connect.drafts.models import Draft, DraftState, Fields
from connect.members.models import Member

MOST_DRAFTS = 200
UNDO_WITHIN = timedelta(days=1)
# What a form says of a text: without anything else, nothing was written.
NO_TEXT = {"kind", "parent", "token", "version"}


def save_draft(member: Member, place: str, fields: Fields, version: int) -> Draft:
    """Keep what is written there now. An empty text is no draft: it takes what was kept away.

    `version` is the one that the writer began from, 0 for none: raises StaleDraft when another
    text was saved since. The same text again changes nothing.
    """
    try:
        with atomic() as session:
            draft = locked(session, member, place)
            if draft is None:
                draft = Draft(member_id=member.id, place=place, version=0, state="removed")
            if draft.state != "removed" and draft.fields == fields:
                return draft
            if draft.state == "kept" and draft.version != version:
                raise StaleDraft(draft)
            if is_written(fields):
                put(session, member, draft, fields)
            elif draft.state == "kept":
                _empty(draft)
    except IntegrityError:
        # Two first saves at the same moment: the other one was first, and is looked at now.
        return save_draft(member, place, fields, version)
    return draft


def is_written(fields: Fields) -> bool:
    words = (fields[name] for name in fields if name not in NO_TEXT)
    return any(word.strip() if isinstance(word, str) else word for word in words)


def remove_draft(member: Member, place: str) -> None:
    """Take it away; `restore_draft` brings it back within a day."""
    _put_away(member, place, "removed")


def settle(member: Member, place: str) -> None:
    """The text was published. Called within the block that publishes, before it locks anything
    else: the worker, who posts a draft, locks that first too."""
    _put_away(member, place, "published")


def lead_on(place: str, elsewhere: str) -> None:
    """What is written at one place is gone on with at another, unless its writer has a text there
    as well. Called within the block that makes the first lead to the second."""
    with atomic() as session:
        writing_there = select(Draft.member_id).where(Draft.place == elsewhere)
        session.execute(
            update(Draft)
            .where(Draft.place == place, Draft.state == "kept")
            .where(Draft.member_id.not_in(writing_there))
            .values(place=elsewhere)
            .execution_options(synchronize_session=False)
        )


def restore_draft(member: Member, place: str) -> Draft | None:
    """Undo a removal, unless another text is being written there by now."""
    with atomic() as session:
        draft = locked(session, member, place)
        if draft is not None and draft.state == "removed" and draft.fields:
            _refuse_too_many(session, member)
            draft.state = "kept"
            draft.version += 1
            draft.updated_at = utc_now()
    return draft


def locked(session: Session, member: Member, place: str) -> Draft | None:
    """The draft as it stands now, ours until the commit."""
    return session.scalar(
        select(Draft)
        .where(Draft.member_id == member.id, Draft.place == place)
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def forget_removed() -> None:
    """What was published or removed a day ago goes for good."""
    with atomic() as session:
        session.execute(
            delete(Draft).where(Draft.state != "kept", Draft.updated_at < utc_now() - UNDO_WITHIN)
        )


def put(session: Session, member: Member, draft: Draft, fields: Fields) -> None:
    """Another text for the draft, which is locked. A moderator who was to read it has nothing to
    read until it is sent again."""
    take_back(draft)
    if draft.state != "kept":
        _refuse_too_many(session, member)
    session.add(draft)
    draft.fields = fields
    draft.state = "kept"
    draft.version += 1
    draft.updated_at = utc_now()
    draft.failure = None


def _empty(draft: Draft) -> None:
    take_back(draft)
    draft.fields = {}
    draft.state = "removed"
    draft.version += 1
    draft.updated_at = utc_now()
    draft.post_at = None


def _put_away(member: Member, place: str, state: DraftState) -> None:
    with atomic() as session:
        draft = locked(session, member, place)
        if draft is None or draft.state != "kept":
            return
        take_back(draft)
        draft.state = state
        draft.version += 1
        draft.updated_at = utc_now()
        draft.post_at = None
        draft.failure = None


def _refuse_too_many(session: Session, member: Member) -> None:
    kept = select(func.count()).where(Draft.member_id == member.id, Draft.state == "kept")
    if session.scalars(kept).one() >= MOST_DRAFTS:
        raise TooManyDrafts
