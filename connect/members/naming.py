"""Whom a name or an address means that somebody types."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, select

from connect.database import db
from connect.folding import fold
from connect.members.models import Member
from connect.members.queries import MOST_SUGGESTIONS, is_known, member_with_email


def members_suggested(words: str, near: Member, but: int = 0) -> Sequence[Member]:
    """Whom a name that is being typed could mean, those of the same place as `near` first."""
    folded = fold(words)
    if not folded:
        return []
    return db.session.scalars(
        _known(but)
        .where(Member.name_folded.contains(folded, autoescape=True))
        .order_by(_same_place(near).desc(), Member.name_folded, Member.id)
        .limit(MOST_SUGGESTIONS)
    ).all()


def members_meant(typed: str, member_id: int | None, but: int = 0) -> Sequence[Member]:
    """The member with this number if that is their name, else those with this address or name:
    two of them are enough to know that it says too little."""
    if "@" in typed:
        found = member_with_email(typed, active=True)
        return [found] if found and found.confirmed_at else []
    named = _known(but).where(Member.name_folded == fold(typed))
    if member_id is not None:
        chosen = db.session.scalars(named.where(Member.id == member_id)).all()
        if chosen:
            return chosen
    return db.session.scalars(named.limit(2)).all()


def _known(but: int) -> Select[Member]:
    return select(Member).where(is_known(), Member.id != but)


def _same_place(near: Member) -> ColumnElement[bool]:
    if near.municipality:
        return Member.municipality == near.municipality
    return Member.organisation_id == near.organisation_id
