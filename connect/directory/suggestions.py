"""People a member does not know yet: at most five, each with the reason in words.

Who has something to say to the member comes first; chance decides among equals, the same all day
long. What a profile keeps from this reader neither brings somebody here nor is given as a reason.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import ColumnElement, Select, and_, exists, literal, or_, select
from sqlalchemy.orm import aliased

from connect.contacts.queries import contacted_ids
from connect.database import db, utc_now
from connect.directory.models import DismissedSuggestion
from connect.directory.places import are_alike, speak_otherwise, workplace
from connect.discussions.models import Comment
from connect.folding import fold
from connect.members.models import Member, MemberTopic
from connect.members.queries import is_known
from connect.members.visibility import VisibleProfile, is_shown, visible_profiles
from connect.themes.models import Theme, ThemeFollow
from connect.themes.queries import is_visible

MOST = 5
LOOKED_AT = 60
SHORTEST_TOPIC = 4
"""Letters of a topic that may stand within another one: "gas" stands within too many."""
SPREAD = 9_973
"""A prime larger than what days and members differ by: numbers fall elsewhere every day."""

ReasonKind = Literal["offers", "seeks", "theme", "size", "region"]


@dataclass(frozen=True)
class Reason:
    """`words` are the topic, or the name of the theme; `lang` that of the topic."""

    kind: ReasonKind
    words: str = ""
    lang: str = ""


@dataclass(frozen=True)
class Suggestion:
    member: Member
    reason: Reason


def suggestions(reader: Member, locale: str) -> list[Suggestion]:
    """In three statements."""
    day = utc_now().date().toordinal()
    own, *others = visible_profiles(reader, [reader, *_candidates(reader, day)])
    order = random.Random(f"{day}:{reader.id}")  # noqa: S311 (nothing to guess)
    order.shuffle(others)
    found = [Suggestion(p.member, reason) for p in others for reason in _reasons(own, p, locale)]
    return _varied(found)


def _varied(found: Sequence[Suggestion]) -> list[Suggestion]:
    """The strongest kinds of reason first, each member once; of one kind two at most, while there
    are others."""
    ranked = sorted(found, key=lambda one: _RANKS[one.reason.kind])
    chosen: dict[int, Suggestion] = {}
    for most in (2, MOST):
        for one in ranked:
            told = [other for other in chosen.values() if other.reason.kind == one.reason.kind]
            if len(chosen) < MOST and one.member.id not in chosen and len(told) < most:
                chosen[one.member.id] = one
    return list(chosen.values())


_RANKS: dict[ReasonKind, int] = {"offers": 0, "seeks": 1, "theme": 2, "size": 3, "region": 4}


def _reasons(own: VisibleProfile, other: VisibleProfile, locale: str) -> Iterator[Reason]:
    if topic := _matching(other.offers, own.seeks):
        yield Reason("offers", topic, other.lang)
    if topic := _matching(other.seeks, own.offers):
        yield Reason("seeks", topic, other.lang)
    followed = {theme.id for theme in own.themes}
    if theme := next((theme for theme in other.themes if theme.id in followed), None):
        yield Reason("theme", theme.name(locale))
    here, there = workplace(own.member), workplace(other.member)
    if here is None or there is None:
        return
    if are_alike(here, there):
        yield Reason("size", there.area_name(locale))
    if speak_otherwise(here, there):
        yield Reason("region", there.area_name(locale))


def _matching(theirs: Sequence[str], ours: Sequence[str]) -> str | None:
    """The first of their topics that is one of ours, or of which one stands within the other."""
    wanted = [fold(topic) for topic in ours]
    return next((topic for topic in theirs if any(_meets(fold(topic), w) for w in wanted)), None)


def _meets(one: str, other: str) -> bool:
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    return len(short) >= SHORTEST_TOPIC and short in long


def _candidates(reader: Member, day: int) -> Sequence[Member]:
    """A few dozen whom the reader does not know, those with something in common first."""
    chance = (Member.id * (day % SPREAD + 1) + reader.id) % SPREAD
    return db.session.scalars(
        select(Member)
        .where(
            is_known(),
            Member.id != reader.id,
            Member.id.not_in(contacted_ids(reader)),
            Member.id.not_in(_dismissed_ids(reader)),
            Member.id.not_in(_met_ids(reader)),
        )
        .order_by(
            _has_matching_topic(reader).desc(), _shares_theme(reader).desc(), chance, Member.id
        )
        .limit(LOOKED_AT)
    ).all()


def _dismissed_ids(reader: Member) -> Select[int]:
    return select(DismissedSuggestion.dismissed_id).where(
        DismissedSuggestion.member_id == reader.id
    )


def _met_ids(reader: Member) -> Select[int]:
    """Who wrote in a thread in which the reader wrote."""
    own = select(Comment.thread_id).where(Comment.author_id == reader.id)
    return select(Comment.author_id).where(Comment.thread_id.in_(own))


def _has_matching_topic(reader: Member) -> ColumnElement[bool]:
    theirs, ours = aliased(MemberTopic), aliased(MemberTopic)
    meets = or_(
        theirs.folded.contains(ours.folded),
        ours.folded.contains(theirs.folded),
    )
    found = exists(literal(1)).where(
        theirs.member_id == Member.id,
        ours.member_id == reader.id,
        ours.kind != theirs.kind,
        meets,
    )
    return and_(found, is_shown(Member.expertise_for, reader))


def _shares_theme(reader: Member) -> ColumnElement[bool]:
    theirs, ours = aliased(ThemeFollow), aliased(ThemeFollow)
    found = exists(literal(1)).where(
        theirs.member_id == Member.id,
        ours.member_id == reader.id,
        ours.theme_id == theirs.theme_id,
        theirs.theme_id.in_(select(Theme.id).where(is_visible(reader))),
    )
    return and_(found, is_shown(Member.themes_for, reader))
