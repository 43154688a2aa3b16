"""Members as pages and look-ups need them."""

from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, and_, select

from connect.database import db
from connect.folding import fold
from connect.members.models import Member, MemberTopic, TopicKind, normal_email
from connect.rich_text import Mention
from connect.themes.models import ThemeFollow

MOST_SUGGESTIONS = 8


def is_known() -> ColumnElement[bool]:
    """A condition on Member: somebody who takes part, with an address that is theirs."""
    return and_(Member.active, Member.confirmed_at.is_not(None))


def member_with_email(email: str, *, active: bool = False) -> Member | None:
    found = select(Member).where(Member.email == normal_email(email))
    return db.session.scalar(found.where(Member.active) if active else found)


def reach_member(reader: Member, member_id: int) -> Member | None:
    """Who left, or has not proved their address yet, is known to organisers alone."""
    member = db.session.get(Member, member_id)
    if member is None or reader.is_organiser:
        return member
    return member if member.active and member.confirmed_at else None


def suggest_members(words: str, readers: ColumnElement[bool]) -> Sequence[Member]:
    """Whom of some readers `@words` could mean: a name that begins so comes first."""
    folded = fold(words)
    return db.session.scalars(
        select(Member)
        .where(
            is_known(),
            Member.name_folded.contains(folded, autoescape=True),
            readers,
        )
        .order_by(Member.name_folded.startswith(folded, autoescape=True).desc(), Member.name_folded)
        .limit(MOST_SUGGESTIONS)
    ).all()


def members_named(
    folded_names: Collection[str], readers: ColumnElement[bool], chosen: Collection[int] = ()
) -> dict[str, Mention]:
    """Who of some readers bears one of the names. A shared name means the one who was chosen
    from the list, or nobody."""
    if not folded_names:
        return {}
    rows = db.session.execute(
        select(Member.name_folded, Member.id, Member.name).where(
            is_known(), Member.name_folded.in_(folded_names), readers
        )
    ).all()
    bearers: dict[str, list[Mention]] = {}
    for folded, member_id, name in rows:
        bearers.setdefault(folded, []).append(Mention(member_id, name))
    return {name: meant for name, found in bearers.items() if (meant := _only(found, chosen))}


def _only(bearers: Sequence[Mention], chosen: Collection[int]) -> Mention | None:
    meant = [bearer for bearer in bearers if bearer.member_id in chosen] or bearers
    return meant[0] if len(meant) == 1 else None


def followed_theme_ids(member: Member) -> list[int]:
    return list(
        db.session.scalars(select(ThemeFollow.theme_id).where(ThemeFollow.member_id == member.id))
    )


def own_topics(member: Member, kind: TopicKind) -> list[str]:
    return list(
        db.session.scalars(
            select(MemberTopic.text)
            .where(MemberTopic.member_id == member.id, MemberTopic.kind == kind)
            .order_by(MemberTopic.position)
        )
    )
