"""Themes change hands: who follows them, who looks after them."""

from collections.abc import Sequence

from flask_babel import get_locale
from flask_babel import lazy_gettext as _
from sqlalchemy import delete, select

from connect.accounts.handovers import Part, Thing
from connect.database import atomic, db
from connect.members.models import Member
from connect.themes.models import Theme, ThemeFollow, ThemeModerator
from connect.themes.queries import themes_within_reach

Tie = type[ThemeFollow] | type[ThemeModerator]


def _keys_of(tie: Tie, giver: Member) -> list[str]:
    themes = select(tie.theme_id).where(tie.member_id == giver.id).order_by(tie.theme_id)
    return [str(theme_id) for theme_id in db.session.scalars(themes)]


def _readable(_giver: Member, reader: Member, keys: Sequence[str]) -> list[Thing]:
    return _named(themes_within_reach(reader, _numbers(keys)))


def _any(_giver: Member, _reader: Member, keys: Sequence[str]) -> list[Thing]:
    """An organiser who makes somebody a moderator opens the theme to them."""
    return _named(db.session.scalars(select(Theme).where(Theme.id.in_(_numbers(keys)))).all())


def _named(themes: Sequence[Theme]) -> list[Thing]:
    in_order = sorted(themes, key=lambda theme: theme.position)
    return [Thing(str(theme.id), theme.name(str(get_locale()))) for theme in in_order]


def _hand_over(tie: Tie, giver: Member, successor: Member, keys: Sequence[str]) -> None:
    with atomic() as session:
        of_giver = delete(tie).where(tie.member_id == giver.id, tie.theme_id.in_(_numbers(keys)))
        moved = set(session.scalars(of_giver.returning(tie.theme_id)))
        had = set(_numbers(_keys_of(tie, successor)))
        session.add_all(
            tie(theme_id=theme_id, member_id=successor.id) for theme_id in sorted(moved - had)
        )


def _numbers(keys: Sequence[str]) -> list[int]:
    return [int(key) for key in keys]


FOLLOWS = Part(
    label=_("Followed themes"),
    keys_of=lambda giver: _keys_of(ThemeFollow, giver),
    within_reach=_readable,
    hand_over=lambda *given: _hand_over(ThemeFollow, *given),
)

MODERATIONS = Part(
    label=_("Moderation of themes"),
    keys_of=lambda giver: _keys_of(ThemeModerator, giver),
    within_reach=_any,
    hand_over=lambda *given: _hand_over(ThemeModerator, *given),
    by_organisers_only=True,
)
