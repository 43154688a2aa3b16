"""What a member, a municipality or an organisation shared, said and endorsed, for one reader."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import contains_eager

from connect import rich_text
from connect.database import db
from connect.discussions.models import Comment, Thread
from connect.discussions.visibility import is_readable as is_readable_thread
from connect.endorsements.queries import (
    Given,
    endorsements_by_member,
    endorsements_by_municipality,
)
from connect.members.models import Member
from connect.members.queries import is_known
from connect.members.visibility import VisibleProfile, visible_profiles
from connect.places.models import Organisation
from connect.places.municipalities import Municipality
from connect.strategies.models import Strategy, StrategyFacet
from connect.strategies.visibility import is_readable, is_written_by
from connect.themes.models import Theme
from connect.themes.queries import visible_themes

SHOWN_COMMENTS = 10
SHOWN_STRATEGIES = 12
SHOWN_ENDORSEMENTS = 12
SHOWN_MEMBERS = 24
LONGEST_EXCERPT = 200


@dataclass(frozen=True)
class Shared:
    """The latest strategies, and how many there are."""

    strategies: Sequence[Strategy] = ()
    total: int = 0


@dataclass(frozen=True)
class Said:
    """A comment, or the opening of a thread."""

    comment: Comment
    excerpt: str


@dataclass(frozen=True)
class SaidPage:
    """The latest first, older than the comment that was asked for; `total` counts them all."""

    said: Sequence[Said] = ()
    total: int = 0
    next_id: int | None = None


@dataclass(frozen=True)
class Doings:
    """What a reader may know of what a member did here."""

    shared: Shared = field(default_factory=Shared)
    said: SaidPage = field(default_factory=SaidPage)
    endorsed: Sequence[Given] = ()


@dataclass(frozen=True)
class PlacePage:
    """What there is of a municipality or an organisation."""

    profiles: Sequence[VisibleProfile]
    has_more_members: bool
    shared: Shared
    endorsed: Sequence[Given] = ()
    organisations: Sequence[Organisation] = ()


def doings_of(reader: Member, member: Member, before: int | None = None) -> Doings:
    return Doings(
        shared=_shared(reader, is_written_by(member)),
        said=said_by(reader, member, before),
        endorsed=endorsements_by_member(reader, member.id, SHOWN_ENDORSEMENTS),
    )


def themes_for_advice(reader: Member, profile: VisibleProfile) -> list[tuple[Theme, bool]]:
    """Where the reader can ask this member, those first that the member is known to follow; a
    circle only then, because who is not in it would not be reached."""
    followed = {theme.id for theme in profile.themes}
    themes = [
        (theme, theme.id in followed)
        for theme in visible_themes(reader)
        if theme.access != "circle" or theme.id in followed
    ]
    return sorted(themes, key=lambda one: not one[1])


def said_by(reader: Member, member: Member, before: int | None = None) -> SaidPage:
    """Of what can still be read. The count is that of the page's own statement."""
    readable = (
        Comment.author_id == member.id,
        or_(Comment.number > 0, Thread.home.is_(None)),  # else it opens with what was shared
        Comment.stands,
        Thread.stands,
        is_readable_thread(reader),
    )
    total = (
        select(func.count())
        .select_from(Comment)
        .join(Comment.thread)
        .join(Thread.theme)
        .where(*readable)
        .scalar_subquery()
    )
    older = [Comment.id < before] if before is not None else []
    rows = db.session.execute(
        select(Comment, total)
        .join(Comment.thread)
        .join(Thread.theme)
        .where(*readable, *older)
        .order_by(Comment.id.desc())
        .limit(SHOWN_COMMENTS + 1)
        .options(contains_eager(Comment.thread).contains_eager(Thread.theme))
    ).all()
    shown = [
        Said(comment, rich_text.excerpt(comment.html, LONGEST_EXCERPT))
        for comment, _total in rows[:SHOWN_COMMENTS]
    ]
    has_older = len(rows) > SHOWN_COMMENTS
    return SaidPage(
        said=shown,
        total=rows[0][1] if rows else 0,
        next_id=shown[-1].comment.id if has_older else None,
    )


def municipality_page(reader: Member, place: Municipality) -> PlacePage:
    here = select(StrategyFacet.strategy_id).where(
        StrategyFacet.facet == "municipality", StrategyFacet.value == place.refnis
    )
    members = _members(Member.municipality == place.refnis)
    return PlacePage(
        profiles=visible_profiles(reader, members[:SHOWN_MEMBERS]),
        has_more_members=len(members) > SHOWN_MEMBERS,
        shared=_shared(reader, Strategy.id.in_(here)),
        endorsed=endorsements_by_municipality(reader, place.refnis, SHOWN_ENDORSEMENTS),
        organisations=_organisations_in(place),
    )


def reach_organisation(organisation_id: int) -> Organisation | None:
    """Every member may know of every organisation."""
    return db.session.get(Organisation, organisation_id)


def organisation_page(reader: Member, organisation: Organisation) -> PlacePage:
    """Its strategies are those that its members wrote."""
    belongs = Member.organisation_id == organisation.id
    members = _members(belongs)
    colleagues = select(Member.id).where(is_known(), belongs)
    return PlacePage(
        profiles=visible_profiles(reader, members[:SHOWN_MEMBERS]),
        has_more_members=len(members) > SHOWN_MEMBERS,
        shared=_shared(reader, Strategy.author_id.in_(colleagues)),
    )


def _shared(reader: Member, which: ColumnElement[bool]) -> Shared:
    """What is no draft: a draft is its writers' alone, also on their own page."""
    rows = db.session.execute(
        select(Strategy, func.count().over())
        .where(which, is_readable(reader), Strategy.state != "draft")
        .order_by(Strategy.updated_at.desc(), Strategy.id.desc())
        .limit(SHOWN_STRATEGIES)
    ).all()
    return Shared([strategy for strategy, _total in rows], rows[0][1] if rows else 0)


def _members(which: ColumnElement[bool]) -> Sequence[Member]:
    """One more than is shown."""
    return db.session.scalars(
        select(Member)
        .where(is_known(), which)
        .order_by(Member.name_folded, Member.id)
        .limit(SHOWN_MEMBERS + 1)
    ).all()


def _organisations_in(place: Municipality) -> Sequence[Organisation]:
    return db.session.scalars(
        select(Organisation)
        .where(Organisation.municipality == place.refnis)
        .order_by(Organisation.name_fr)
    ).all()
