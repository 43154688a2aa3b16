"""The home page: what moved lately in the member's themes, and who joined."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from connect.database import db
from connect.discussions.foremost import Foremost, foremost_at_home
from connect.discussions.lists import recent_threads
from connect.discussions.pages import ThreadRow
from connect.members.models import Member
from connect.members.queries import followed_theme_ids, is_known
from connect.strategies.finding_near import strategies_near
from connect.strategies.lists import StrategyRow
from connect.themes.models import Theme
from connect.themes.queries import visible_themes

SHOWN_THREADS = 8
SHOWN_NEWCOMERS = 4


@dataclass(frozen=True)
class HomePage:
    themes: Sequence[Theme]
    rows: Sequence[ThreadRow]
    newcomers: Sequence[Member]
    strategies: Sequence[StrategyRow]
    follows: bool
    foremost: Foremost


def home_page(member: Member, locale: str) -> HomePage:
    """Movement in the member's themes, in all of them for a member who follows none; and a few
    strategies near to them."""
    themes = visible_themes(member)
    followed = followed_theme_ids(member)
    shown = [theme for theme in themes if theme.id in followed] or themes
    return HomePage(
        themes=themes,
        rows=recent_threads(member, [theme.id for theme in shown], SHOWN_THREADS),
        newcomers=newcomers(member),
        strategies=strategies_near(member, [t for t in themes if t.id in followed], locale),
        follows=bool(followed),
        foremost=foremost_at_home(member),
    )


def newcomers(member: Member) -> Sequence[Member]:
    return db.session.scalars(
        select(Member)
        .where(is_known(), Member.id != member.id)
        .order_by(Member.joined_at.desc())
        .limit(SHOWN_NEWCOMERS)
    ).all()
