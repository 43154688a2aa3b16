"""The discussion under something else: opened, kept in step with it, and closed with it."""

from sqlalchemy import select

from connect.database import atomic
from connect.discussions.actions.counting import lock
from connect.discussions.actions.writing import begin
from connect.discussions.models import Comment, Thread, ThreadAudience
from connect.events import log
from connect.members.models import Member


def open_discussion(
    author: Member,
    *,
    home: str,
    audience: ThreadAudience,
    theme_id: int,
    title: str,
    html: str,
    lang: str,
) -> Thread:
    """Start the discussion that the page at `home` shows. `html` is that page in brief, cleaned
    by `rich_text`. Called within the block that publishes the page."""
    with atomic() as session:
        thread = Thread(
            theme_id=theme_id,
            kind="discussion",
            title=title,
            lang=lang,
            audience=audience,
            home=home,
        )
        begin(session, author, thread, html)
    return thread


def retell_discussion(
    thread: Thread, *, audience: ThreadAudience, theme_id: int, title: str, html: str, lang: str
) -> None:
    """Carry along what its page says now, and who reads that. Called within the block that
    changes the page."""
    with atomic() as session:
        lock(session, thread)
        opening = session.scalars(
            select(Comment).where(Comment.thread_id == thread.id, Comment.number == 0)
        ).one()
        opening.html, opening.lang = html, lang
        thread.title, thread.lang, thread.theme_id = title, lang, theme_id
        if thread.audience != audience:
            thread.audience = audience
            log.record("thread.audience_changed", subject=thread.stream, streams=[log.ACCESS])
