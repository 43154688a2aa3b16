"""Strategies as lists show them, a line each; and those that say some words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import defer

from connect.database import db
from connect.discussions.models import Thread
from connect.folding import fold
from connect.members.models import Member
from connect.members.readers import audiences_of
from connect.places import municipalities
from connect.places.municipalities import Municipality
from connect.rich_text import excerpt
from connect.strategies.fields import CHOICES
from connect.strategies.models import Strategy
from connect.strategies.visibility import is_readable
from connect.themes.models import Theme

BRIEF_LENGTH = 180
MOST_WORDS = 8


@dataclass(frozen=True)
class StrategyRow:
    """`themes` are those of its own that the reader may know of. `reason` says why it is shown
    to them, where we chose."""

    strategy: Strategy
    comment_count: int
    themes: Sequence[Theme] = ()
    reason: str = ""

    @property
    def brief(self) -> str:
        return excerpt(self.strategy.sheet["summary"], BRIEF_LENGTH)

    @property
    def places(self) -> Sequence[Municipality]:
        return [municipalities.get(refnis) for refnis in self.strategy.municipalities]

    @property
    def status(self) -> str:
        return str(CHOICES["status"].get(self.strategy.sheet["status"], ""))

    @property
    def evidence(self) -> str:
        return str(CHOICES["evidence"].get(self.strategy.sheet["evidence"], ""))


def strategy_rows(
    reader: Member | None, ids: Sequence[int], themes: Mapping[int, Theme]
) -> list[StrategyRow]:
    """In the order of `ids`, in one query; without those that are not the reader's to see."""
    if not ids:
        return []
    found = db.session.execute(
        select(Strategy, Thread.comment_count)
        .outerjoin(Strategy.thread)
        .where(Strategy.id.in_(ids), Strategy.state != "draft", is_readable(reader))
        .options(defer(Strategy.words))
    )
    rows = {
        strategy.id: StrategyRow(strategy, count or 0, _among(themes, strategy))
        for strategy, count in found
    }
    return [rows[number] for number in ids if number in rows]


def strategies_saying(reader: Member | None, words: str) -> Sequence[int]:
    """Those of a reader's audience in which each of the words stands, or a word that has it as
    a part."""
    said = [
        Strategy.words.contains(word, autoescape=True) for word in fold(words).split()[:MOST_WORDS]
    ]
    readable = Strategy.visibility.in_(audiences_of(reader))
    return db.session.scalars(
        select(Strategy.id).where(Strategy.state != "draft", readable, *said)
    ).all()


def _among(themes: Mapping[int, Theme], strategy: Strategy) -> Sequence[Theme]:
    return [themes[number] for number in strategy.theme_ids if number in themes]
