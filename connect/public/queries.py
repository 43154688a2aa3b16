"""What moved since the member was last here."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from connect.database import db
from connect.discussions.lists import recent_threads
from connect.discussions.pages import ThreadRow
from connect.members.models import Member
from connect.themes.models import Theme, ThemeFollow
from connect.themes.queries import visible_themes

SHOWN_THREADS = 8
SHOWN_NEWCOMERS = 4


@dataclass(frozen=True)
class HomePage:
    themes: Sequence[Theme]
    rows: Sequence[ThreadRow]
    newcomers: Sequence[Member]
    follows: bool


def home_page(member: Member) -> HomePage:
    """Movement in the member's themes; in all of them for a member who follows none."""
    themes = visible_themes(member)
    followed = set(
        db.session.scalars(select(ThemeFollow.theme_id).where(ThemeFollow.member_id == member.id))
    )
    shown = [theme for theme in themes if theme.id in followed] or themes
    return HomePage(
        themes=themes,
        rows=recent_threads(member, [theme.id for theme in shown], SHOWN_THREADS),
        newcomers=newcomers(member),
        follows=bool(followed),
    )


def newcomers(member: Member) -> Sequence[Member]:
    return db.session.scalars(
        select(Member)
        .where(Member.active, Member.confirmed_at.is_not(None), Member.id != member.id)
        .order_by(Member.joined_at.desc())
        .limit(SHOWN_NEWCOMERS)
    ).all()
