"""Themes a reader may see."""

from collections.abc import Sequence
from typing import Protocol

from sqlalchemy import ColumnElement, or_, select, true

from connect.database import db
from connect.themes.models import Theme, ThemeCircle, ThemeModerator


class Reader(Protocol):
    """A member, as far as themes need to know (members are a layer above)."""

    id: int

    @property
    def has_powers(self) -> bool: ...

    @property
    def is_organiser(self) -> bool: ...


def is_visible(reader: Reader | None) -> ColumnElement[bool]:
    """A condition on Theme, for every query that shows something of a theme."""
    if reader is None:
        return Theme.access == "public"
    if reader.is_organiser:
        return true()
    in_circle = select(ThemeCircle.theme_id).where(ThemeCircle.member_id == reader.id)
    moderated = select(ThemeModerator.theme_id).where(ThemeModerator.member_id == reader.id)
    reached = [Theme.access != "circle", Theme.id.in_(in_circle)]
    return or_(*reached, Theme.id.in_(moderated)) if reader.has_powers else or_(*reached)


def visible_themes(reader: Reader | None) -> Sequence[Theme]:
    return db.session.scalars(
        select(Theme).where(is_visible(reader)).order_by(Theme.position)
    ).all()


def listed_themes(reader: Reader | None) -> Sequence[Theme]:
    """Those whose name the reader may know: a visitor learns which ones are for members."""
    if reader is not None:
        return visible_themes(reader)
    named = Theme.access != "circle"
    return db.session.scalars(select(Theme).where(named).order_by(Theme.position)).all()


def reach_theme(reader: Reader | None, slug: str) -> Theme | None:
    return db.session.scalar(select(Theme).where(Theme.slug == slug, is_visible(reader)))


def themes_within_reach(reader: Reader | None, theme_ids: Sequence[int]) -> Sequence[Theme]:
    return db.session.scalars(
        select(Theme).where(Theme.id.in_(theme_ids), is_visible(reader))
    ).all()


def reach_theme_by_id(reader: Reader | None, theme_id: int) -> Theme | None:
    return db.session.scalar(select(Theme).where(Theme.id == theme_id, is_visible(reader)))
