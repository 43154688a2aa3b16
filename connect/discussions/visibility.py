"""What of a discussion exists for a reader: conditions that every query shares."""

from sqlalchemy import ColumnElement, and_, or_

from connect.discussions.models import Comment, Thread
from connect.members.models import Member
from connect.members.readers import audiences_of, readers_of, readers_of_theme
from connect.themes.queries import is_visible


def is_readable(reader: Member | None) -> ColumnElement[bool]:
    """A condition on Thread joined with its Theme. A withdrawn thread is there for its author."""
    if reader is None:
        return and_(is_within_reach(reader), Thread.withdrawn_at.is_(None))
    own = Thread.author_id == reader.id
    return and_(is_within_reach(reader), or_(Thread.withdrawn_at.is_(None), own))


def is_within_reach(reader: Member | None) -> ColumnElement[bool]:
    """A condition on Thread joined with its Theme: who reads there, whatever happened to it."""
    of_theme = and_(Thread.audience == "theme", is_visible(reader))
    return or_(of_theme, Thread.audience.in_(audiences_of(reader)))


def mentionable_in(thread: Thread) -> ColumnElement[bool]:
    """A condition on Member: who reads this thread, and so can be named in it."""
    if thread.audience == "theme":
        return readers_of_theme(thread.theme)
    return readers_of(thread.audience)


def is_shown() -> ColumnElement[bool]:
    """A condition on Comment: a withdrawn one leaves a trace only where it was answered, and
    where it opens a thread."""
    return or_(Comment.withdrawn_at.is_(None), Comment.answer_count > 0, Comment.number == 0)


def is_shown_to(reader: Member | None) -> ColumnElement[bool]:
    """A condition on Comment joined with its Thread and Theme: what is shown to everybody who
    reads there, and what its author may restore."""
    within_reach = and_(is_readable(reader), is_shown())
    if reader is None:
        return within_reach
    return or_(within_reach, and_(is_within_reach(reader), Comment.author_id == reader.id))
