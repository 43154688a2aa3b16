"""What stands first in a theme and on the home page: pinned threads, and those in the spotlight."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, Select, and_, or_, select, union
from sqlalchemy.orm import contains_eager, joinedload

from connect.database import db, utc_now
from connect.discussions.models import Comment, Thread
from connect.discussions.pins import Pin, PinMark
from connect.discussions.visibility import is_readable
from connect.members.models import Member
from connect.themes.models import Theme

SHOWN_PINS = 3
"""Of a place; the others are one click away."""
SHOWN_FEATURES = 3


@dataclass(frozen=True)
class First:
    """`version` is that of the thread's opening. `mark` is the reader's; a fragment for many
    readers has none, and their own page puts back what they did."""

    thread: Thread
    pin: Pin | None
    version: int
    mark: PinMark | None = None

    @property
    def is_aside(self) -> bool:
        return self.mark is not None and self.mark.is_aside

    @property
    def is_away(self) -> bool:
        """An announcement that the reader has opened as it stands now."""
        if self.pin is None or self.pin.kind != "announcement" or self.mark is None:
            return False
        return self.mark.opened_version >= self.version


@dataclass(frozen=True)
class Foremost:
    """`shown` and `rest` are pinned, in the order that moderators gave them; what stands
    everywhere comes before the theme's own. `thread_ids` are also those of threads that are
    chosen to stand first and are not there for everybody at this moment."""

    shown: Sequence[First] = ()
    rest: Sequence[First] = ()
    featured: Sequence[First] = ()
    thread_ids: frozenset[int] = field(default_factory=frozenset)
    here: str = "/"
    """The page that shows it."""

    @property
    def pinned(self) -> Sequence[First]:
        return [*self.shown, *self.rest]

    @property
    def marks(self) -> dict[str, object]:
        """What the reader did, for their own page to apply to fragments that know no reader."""
        pinned = [(first.pin.id, first) for first in self.pinned if first.pin and first.mark]
        return {
            "aside": [id for id, first in pinned if first.is_aside],
            "opened": {id: first.mark.opened_version for id, first in pinned if first.mark},
        }

    def __bool__(self) -> bool:
        return bool(self.shown or self.featured)


NOTHING = Foremost()


def foremost_in(theme: Theme, reader: Member | None = None) -> Foremost:
    """The same for all who read there but for their marks: what not everybody of them may read
    stands first in its own theme alone."""
    listed = or_(Thread.theme_id == theme.id, Thread.second_theme_id == theme.id)
    chosen = _found(reader, or_(Pin.everywhere, listed), listed)
    fitting = [first for first in chosen if first.thread.theme.is_as_open_as(theme)]
    return _arranged(fitting, theme)


def foremost_at_home(member: Member) -> Foremost:
    """What stands first everywhere, and the spotlight on all that the member may read."""
    within_reach = is_readable(member)
    return _arranged(_found(member, and_(Pin.everywhere, within_reach), within_reach))


def pins_in(thread: Thread, *, everywhere: bool) -> Sequence[Pin]:
    """Those that stand now in the place where the thread is or would be pinned, in their order."""
    place = Pin.everywhere if everywhere else and_(~Pin.everywhere, _in_theme_of(thread))
    return db.session.scalars(
        select(Pin)
        .join(Pin.thread)
        .where(Pin.is_current, Thread.stands, Thread.archived_at.is_(None), place)
        .order_by(Pin.position, Pin.id.desc())
        .options(contains_eager(Pin.thread))
        .execution_options(populate_existing=True)
    ).all()


def pin_of(thread: Thread) -> Pin | None:
    """As it stands now."""
    return db.session.scalar(select(Pin).where(Pin.thread_id == thread.id, Pin.is_current))


def _in_theme_of(thread: Thread) -> ColumnElement[bool]:
    return Thread.theme_id == thread.theme_id


def _found(
    reader: Member | None, pinned: ColumnElement[bool], featured: ColumnElement[bool]
) -> list[First]:
    """By what their places say (conditions on Pin joined with its Thread and Theme, and on Thread
    joined with its Theme), in one query."""
    reader_id = reader.id if reader else 0  # nobody's; None would say IS NULL, and read all
    mark = and_(PinMark.pin_id == Pin.id, PinMark.member_id == reader_id)
    rows = db.session.execute(
        select(Thread, Pin, Comment.version, PinMark)
        .join(Thread.theme)
        .join(Comment, and_(Comment.thread_id == Thread.id, Comment.number == 0))
        .outerjoin(Pin, and_(Pin.thread_id == Thread.id, Pin.is_current, pinned))
        .outerjoin(PinMark, mark)
        .where(Thread.id.in_(_chosen(pinned, featured)))
        .options(contains_eager(Thread.theme), joinedload(Thread.author))
        .execution_options(populate_existing=reader is None)
    )
    return [First(*row) for row in rows]


def _chosen(pinned: ColumnElement[bool], featured: ColumnElement[bool]) -> Select[int]:
    """The numbers of few threads, each list of them by an index."""
    pins = select(Pin.thread_id).join(Pin.thread).join(Thread.theme).where(Pin.is_current, pinned)
    features = (
        select(Thread.id)
        .join(Thread.theme)
        .where(Thread.featured_at.is_not(None), Thread.home.is_(None), featured)
        .order_by(Thread.featured_at.desc())
        .limit(SHOWN_FEATURES)
        .subquery()
    )
    both = union(pins, select(features.c.id)).subquery()
    return select(both.c[0])


def _arranged(chosen: Sequence[First], theme: Theme | None = None) -> Foremost:
    """What another theme's moderators pinned comes after what those of `theme` did."""
    threads = (first for first in chosen if first.thread.stands)
    standing = [first for first in threads if first.thread.archived_at is None]
    pinned = [(first.pin, first) for first in standing if first.pin]
    pinned.sort(key=lambda pair: (pair[0].position, -pair[0].id))
    if theme is not None:
        pinned.sort(key=lambda pair: not pair[0].everywhere and pair[1].thread.theme_id != theme.id)
    places = [
        [first for pin, first in pinned if pin.everywhere],
        [first for pin, first in pinned if not pin.everywhere],
    ]
    featured = [first for first in standing if not first.pin and first.thread.featured_at]
    featured.sort(key=lambda first: first.thread.featured_at or utc_now(), reverse=True)
    return Foremost(
        shown=[first for place in places for first in place[:SHOWN_PINS]],
        rest=[first for place in places for first in place[SHOWN_PINS:]],
        featured=featured,
        thread_ids=frozenset(first.thread.id for first in chosen),
        here=theme.url if theme else "/",
    )
