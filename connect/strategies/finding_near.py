"""A few strategies where nobody has asked for any: under a theme, on one's home page."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from flask_babel import gettext as _

from connect.members.models import Member
from connect.places import municipalities
from connect.strategies.finding_page import readable
from connect.strategies.index import Index, Slots
from connect.strategies.indexing import current_index
from connect.strategies.lists import StrategyRow, strategy_rows
from connect.themes.models import Theme

FEW = 3


def latest_strategies(reader: Member | None, theme: Theme | None = None) -> list[StrategyRow]:
    """The last to have changed, of one theme or of all. In two queries when the index is up to
    date."""
    index = current_index()
    among = readable(index, reader)
    if theme:
        among &= index.having("theme", [str(theme.id)])
    return strategy_rows(reader, _latest(index, among), {})


def strategies_near(member: Member, followed: Sequence[Theme], locale: str) -> list[StrategyRow]:
    """Of other municipalities: first what is of the member's themes and from a place as large as
    theirs, then the one or the other, then what is new. Each row says why. In two queries too."""
    index = current_index()
    mine = index.having("theme", [str(theme.id) for theme in followed])
    alike = index.having("size", [_size(member)])
    others = readable(index, member) & ~index.having("municipality", [member.municipality or ""])
    nearest = dict.fromkeys(
        number
        for near in (mine & alike, mine, alike, others)
        for number in _latest(index, others & near)
    )
    rows = strategy_rows(member, list(nearest)[:FEW], {theme.id: theme for theme in followed})
    return [
        replace(row, reason=_reason(row, bool(index.of([row.strategy.id]) & alike), locale))
        for row in rows
    ]


def _latest(index: Index, among: Slots) -> list[int]:
    return [number for _key, number in islice(index.in_order("updated", among), FEW)]


def _size(member: Member) -> str:
    """Nothing for partners, who speak for no municipality, and where no size is known."""
    place = municipalities.get(member.municipality) if member.municipality else None
    return (place.size if place else None) or ""


def _reason(row: StrategyRow, is_alike: bool, locale: str) -> str:
    theme = row.themes[0].name(locale) if row.themes else ""
    if theme and is_alike:
        return _("Your theme %(theme)s, a municipality as large as yours", theme=theme)
    if theme:
        return _("Your theme %(theme)s", theme=theme)
    return _("A municipality as large as yours") if is_alike else ""
