"""What of a discussion exists for a reader: conditions that every query shares."""

from sqlalchemy import ColumnElement, and_, false, or_, select, true

from connect.discussions.models import Comment, Thread
from connect.members.models import Member
from connect.members.readers import audiences_of, readers_of, readers_of_theme
from connect.themes.models import ThemeModerator
from connect.themes.queries import is_visible


def is_readable(reader: Member | None) -> ColumnElement[bool]:
    """A condition on Thread joined with its Theme. What was withdrawn is there for its author, and
    what was hidden for its moderators too."""
    if reader is None:
        return and_(is_within_reach(reader), Thread.stands)
    hidden = and_(Thread.hidden_at.is_not(None), is_moderated_by(reader))
    own = Thread.author_id == reader.id
    in_place = Thread.merged_into_id.is_(None)
    return and_(is_within_reach(reader), or_(Thread.stands, and_(in_place, or_(own, hidden))))


def is_moderated_by(reader: Member) -> ColumnElement[bool]:
    """A condition on Thread. A thread listed in two themes is moderated by those of its own."""
    if reader.is_organiser:
        return true()
    if not reader.has_powers:
        return false()
    moderated = select(ThemeModerator.theme_id).where(
        ThemeModerator.member_id == reader.id, ThemeModerator.theme_id.not_in(reader.kept_out_of)
    )
    return Thread.theme_id.in_(moderated)


def is_within_reach(reader: Member | None) -> ColumnElement[bool]:
    """A condition on Thread joined with its Theme: who reads there, whatever happened to it."""
    of_theme = and_(Thread.audience == "theme", is_visible(reader))
    return or_(of_theme, Thread.audience.in_(audiences_of(reader)))


def mentionable_in(thread: Thread) -> ColumnElement[bool]:
    """A condition on Member: who reads this thread, and so can be named in it."""
    if thread.audience == "theme":
        return readers_of_theme(thread.theme)
    return readers_of(thread.audience)


def is_shown_to(reader: Member | None) -> ColumnElement[bool]:
    """A condition on Comment joined with its Thread and Theme: what is shown to everybody who
    reads there, and what its author may restore; nothing where the thread itself is hidden."""
    within_reach = and_(is_readable(reader), Comment.is_shown)
    if reader is None:
        return within_reach
    own = and_(Comment.author_id == reader.id, Thread.hidden_at.is_(None))
    return or_(within_reach, and_(is_within_reach(reader), own))
