"""Who is shown what of a profile: every page that shows a part of one asks here.

Three audiences, each inside the one before: all members; who follows one of the same themes; the
organisers. With fewer, a telephone number is told to hundreds or to nobody; with more, members
would have lists of people to keep. Following is open to all, so the middle one is a courtesy
among colleagues and no secret: its label says so. Members see all of their own profile, and
organisers of everybody's. Name, function, place and picture have no audience: on every text they
say who speaks.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from sqlalchemy import ColumnElement, and_, or_, select, true
from sqlalchemy.orm import InstrumentedAttribute

from connect.database import db
from connect.members.models import Audience, Member, MemberTopic
from connect.themes.models import Theme, ThemeFollow
from connect.themes.queries import is_visible

AUDIENCES: tuple[Audience, ...] = get_args(Audience)

Topics = Mapping[str, Sequence[str]]
NO_TOPICS: Topics = {}


@dataclass(frozen=True)
class VisibleProfile:
    """What one reader is shown of a member; what they are not is empty, as if never written."""

    member: Member
    presentation: str
    offers: Sequence[str]
    seeks: Sequence[str]
    themes: Sequence[Theme]
    languages: Sequence[str]
    availability: Sequence[str]
    availability_note: str
    phone: str
    contact: str

    @property
    def lang(self) -> str:
        """Of what the member wrote."""
        return self.member.presentation_lang or self.member.locale

    @property
    def dialled(self) -> str:
        """The telephone number as a telephone takes it: "+32 (0)4 …" has one zero too many."""
        return re.sub(r"\(0\)|[^+0-9]", "", self.phone)

    @property
    def is_reachable(self) -> bool:
        return bool(self.availability or self.availability_note)


def visible_profile(reader: Member, member: Member) -> VisibleProfile:
    return visible_profiles(reader, [member])[0]


def visible_profiles(reader: Member, members: Sequence[Member]) -> list[VisibleProfile]:
    """In two queries, however many they are."""
    topics = _topics(members)
    follows = _follows([reader, *members], is_visible(reader))
    own = set(follows[reader.id])
    return [
        _shown_to(
            _standing(reader, member, own & set(follows[member.id])),
            member,
            topics.get(member.id, NO_TOPICS),
            follows[member.id],
        )
        for member in members
    ]


def profile_as_seen_by(audience: Audience, member: Member) -> VisibleProfile:
    """By an ordinary member of that audience, for the member's own preview."""
    follows = _follows([member], Theme.access != "circle")
    return _shown_to(
        audience, member, _topics([member]).get(member.id, NO_TOPICS), follows[member.id]
    )


def is_shown(part: InstrumentedAttribute[Audience], reader: Member) -> ColumnElement[bool]:
    """A condition on Member: `part` (`Member.expertise_for`) is for this reader. Whatever looks
    for words in a part asks this, so that what is not shown cannot be guessed by searching."""
    if reader.is_organiser:
        return true()
    followed = (
        select(ThemeFollow.theme_id)
        .join(Theme, Theme.id == ThemeFollow.theme_id)
        .where(ThemeFollow.member_id == reader.id, is_visible(reader))
    )
    companions = select(ThemeFollow.member_id).where(ThemeFollow.theme_id.in_(followed))
    return or_(
        Member.id == reader.id,
        part == "members",
        and_(part == "themes", Member.id.in_(companions)),
    )


def _standing(reader: Member, member: Member, shared: set[Theme]) -> Audience:
    """The innermost audience of the member's that the reader belongs to."""
    if reader.is_organiser or reader.id == member.id:
        return "organisers"
    return "themes" if shared else "members"


def _shown_to(
    standing: Audience, member: Member, topics: Topics, themes: Sequence[Theme]
) -> VisibleProfile:
    def shown(part: str, value: Any) -> Any:
        audience = getattr(member, f"{part}_for")
        is_for = AUDIENCES.index(audience) <= AUDIENCES.index(standing)
        return value if is_for else type(value)()

    return VisibleProfile(
        member=member,
        presentation=shown("presentation", member.presentation),
        offers=shown("expertise", topics.get("offers", [])),
        seeks=shown("expertise", topics.get("seeks", [])),
        themes=shown("themes", themes),
        languages=shown("languages", member.languages),
        availability=shown("availability", member.availability),
        availability_note=shown("availability", member.availability_note),
        phone=shown("contact", member.phone),
        contact=shown("contact", member.contact),
    )


def _topics(members: Sequence[Member]) -> dict[int, dict[str, list[str]]]:
    rows = db.session.execute(
        select(MemberTopic.member_id, MemberTopic.kind, MemberTopic.text)
        .where(MemberTopic.member_id.in_([member.id for member in members]))
        .order_by(MemberTopic.position)
    )
    found: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for member_id, kind, text in rows:
        found[member_id][kind].append(text)
    return found


def _follows(
    members: Sequence[Member], condition: ColumnElement[bool]
) -> defaultdict[int, list[Theme]]:
    rows = db.session.execute(
        select(ThemeFollow.member_id, Theme)
        .join(Theme, Theme.id == ThemeFollow.theme_id)
        .where(ThemeFollow.member_id.in_([member.id for member in members]), condition)
        .order_by(Theme.position)
    )
    found: defaultdict[int, list[Theme]] = defaultdict(list)
    for member_id, theme in rows:
        found[member_id].append(theme)
    return found
