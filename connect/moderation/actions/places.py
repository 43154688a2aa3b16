"""The places where threads stand first: what may stand there, who is told, and one at a time."""

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from connect.discussions.models import Thread
from connect.discussions.pins import Pin
from connect.moderation.errors import NotPossible
from connect.themes.models import Theme


def lock_place(session: Session, thread: Thread, *, everywhere: bool) -> None:
    """Two who pin in the same place follow each other. Its thread is locked before; everywhere
    is locked by the first theme."""
    wanted = select(Theme.id).order_by(Theme.id).limit(1)
    if not everywhere:
        wanted = wanted.where(Theme.id == thread.theme_id)
    session.execute(wanted.with_for_update(key_share=True))


def listeners(session: Session, thread: Thread, *, everywhere: bool) -> list[str]:
    """The streams of those who look at it."""
    if not everywhere:
        return thread.list_streams
    return [f"theme:{theme_id}" for theme_id in session.scalars(select(Theme.id))]


def standing_pin(session: Session, thread: Thread) -> Pin | None:
    """What was not taken off so far, also when its time is over. The thread is locked."""
    return session.scalar(
        select(Pin)
        .where(Pin.thread_id == thread.id, Pin.removed_at.is_(None))
        .execution_options(populate_existing=True)
    )


def check_may_stand_first(thread: Thread) -> None:
    """Raises NotPossible for what lists do not show."""
    if thread.home is not None:
        raise NotPossible(_("A discussion under something else stands in no list."))
    if not thread.stands:
        raise NotPossible(_("This thread is not there for everybody: it cannot stand first."))
    if thread.archived_at is not None:
        raise NotPossible(_("This thread is archived: it cannot stand first."))
