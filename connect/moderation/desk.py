"""What a desk shows: lines in sections, those of the themes that somebody moderates."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from flask_babel import LazyString
from sqlalchemy import ColumnElement, Select
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.elements import SQLColumnExpression

from connect.members.models import Member
from connect.themes.models import Theme

MOST_COUNTED = 1000
"""Beyond, a count says "1,000+": how much more costs time and helps nobody."""


@dataclass(frozen=True)
class Scope:
    """What is asked for: in which themes, and of these lines, if not of all, `ids`.
    `may_answer` is a condition on Appeal: those that the asker may answer; None: all. `not_by`: the
    asker, who learns nothing of what is reported of their own. Narrowed to one theme, what belongs
    to none is left out."""

    theme_ids: Sequence[int]
    may_answer: ColumnElement[bool] | None = None
    not_by: int | None = None
    is_narrowed: bool = False
    state: str = ""
    assignee_id: int | None = None
    ids: Collection[int] | None = None


@dataclass(frozen=True)
class Line:
    """One matter, the same for all moderators of its theme. `since` is when it began to wait, or
    when it ends; `notes` say what is special about it, `is_urgent` that it comes first."""

    section: str
    id: int
    url: str
    title: str
    lang: str
    theme: Theme | None
    since: datetime
    who: Member | None = None
    notes: Sequence[object] = ()
    assignee: Member | None = None
    is_urgent: bool = False
    not_for: Collection[int] = ()
    """Members who moderate its theme and may not deal with it."""

    @property
    def element(self) -> str:
        return f"desk-{self.section}-{self.id}"


@dataclass(frozen=True)
class Section:
    """One list of a desk. `wanted` selects its rows (of `row`, with the Thread or Decision that
    says their theme); `place` is what they are sorted by, and goes on after; `subject` the kind of
    thing that its lines are numbered by, as events name it."""

    name: str
    title: LazyString
    empty: LazyString
    since: LazyString
    wanted: Callable[[Scope], Select[Any]]
    theme_id: InstrumentedAttribute[Any]
    place: tuple[SQLColumnExpression[Any], InstrumentedAttribute[int]]
    placed: Callable[[Any], tuple[datetime | int, int]]
    line: Callable[[Any], Line]
    subject: str
    acts: Sequence[str] = ()
    states: Mapping[str, LazyString] = field(default_factory=dict)
    has_assignees: bool = False
    is_latest_first: bool = False
    is_ranked: bool = False
    """Whether its lines are sorted by a rank, not by a moment."""
    waits: bool = True
    """Whether its number counts as open matters, beside the name of the desk."""
    is_same_for_all: bool = True
    """Whether all moderators of a theme have the same lines in it."""


@dataclass(frozen=True)
class Listed:
    """A section as a page shows it: some lines, and where the next ones go on after. `counts` are
    by theme (None: what organisers decided for everywhere) and of all that stands in the section;
    `size` is how long the list is that was asked for."""

    section: Section
    scope: Scope
    lines: Sequence[Line]
    counts: Mapping[int | None, int]
    size: int
    next_cursor: str | None = None


@dataclass(frozen=True)
class Desk:
    """`themes` are those that its owner moderates, `heads` those of their streams."""

    themes: Sequence[Theme]
    heads: Mapping[str, int]
    listed: Sequence[Listed]
