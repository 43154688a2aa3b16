"""The list of members: a page of it, and how many there are behind each filter."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, or_, select

from connect.database import db
from connect.directory.asking import Asked
from connect.directory.conditions import Conditions, conditions_of
from connect.directory.counting import Counts, count
from connect.members.models import Member
from connect.members.queries import is_known
from connect.members.visibility import VisibleProfile, visible_profiles
from connect.themes.models import Theme

PAGE_SIZE = 40


@dataclass(frozen=True)
class MemberList:
    """Members by name; `next_id` is where the next page starts after, if there is one."""

    profiles: Sequence[VisibleProfile]
    next_id: int | None
    counts: Counts


def member_list(
    reader: Member, asked: Asked, themes: Sequence[Theme], after: int | None = None
) -> MemberList:
    """Forty members, and every count in one statement. `themes`: those the reader may see."""
    conditions = conditions_of(reader, asked, themes)
    found = _page(conditions, after)
    return MemberList(
        profiles=visible_profiles(reader, found[:PAGE_SIZE]),
        next_id=found[PAGE_SIZE - 1].id if len(found) > PAGE_SIZE else None,
        counts=count(reader, asked, conditions, themes),
    )


def _page(conditions: Conditions, after: int | None) -> Sequence[Member]:
    """One more than a page, so that the caller knows whether there is a next one."""
    later = [_comes_after(after)] if after is not None else []
    return db.session.scalars(
        select(Member)
        .outerjoin(Member.organisation)
        .where(is_known(), *conditions.values(), *later)
        .order_by(Member.name_folded, Member.id)
        .limit(PAGE_SIZE + 1)
    ).all()


def _comes_after(member_id: int) -> ColumnElement[bool]:
    """By name, and among those of one name by number."""
    last = select(Member.name_folded).where(Member.id == member_id).scalar_subquery()
    return or_(Member.name_folded > last, and_(Member.name_folded == last, Member.id > member_id))
