"""Who reads what is written for an audience or under a theme, as conditions on Member."""

from typing import Literal

from sqlalchemy import ColumnElement, false, or_, select, true

from connect.members.models import Member
from connect.themes.models import Theme, ThemeCircle, ThemeModerator

Audience = Literal["public", "partners", "members", "nobody"]
"""Of a text: everybody, every signed-in member (partners too), those who speak for a
municipality, or nobody at all."""


def audiences_of(reader: Member | None) -> tuple[Audience, ...]:
    """Those that a reader belongs to. Organisers read what members read."""
    if reader is None:
        return ("public",)
    if reader.municipality is None and not reader.is_organiser:
        return ("public", "partners")
    return ("public", "partners", "members")


def readers_of(audience: str) -> ColumnElement[bool]:
    if audience == "nobody":
        return false()
    if audience != "members":
        return true()
    return or_(Member.municipality.is_not(None), Member.role == "organiser")


def readers_of_theme(theme: Theme) -> ColumnElement[bool]:
    """Public and members' themes are read by all."""
    if theme.access != "circle":
        return true()
    circle = select(ThemeCircle.member_id).where(ThemeCircle.theme_id == theme.id)
    moderators = select(ThemeModerator.member_id).where(ThemeModerator.theme_id == theme.id)
    return or_(Member.role == "organiser", Member.id.in_(circle), Member.id.in_(moderators))
