"""Threads, comments and themes as what drafts and files hang on."""

from connect.discussions import policies, queries
from connect.members.models import Member
from connect.subjects import Subject
from connect.themes.queries import reach_theme_by_id
from connect.web.languages import current_locale


def thread_subject(reader: Member | None, thread_id: int) -> Subject | None:
    """Where a thread is answered."""
    thread = queries.reach_thread(reader, thread_id)
    if thread is None:
        return None
    return Subject(
        name=thread.stream,
        title=thread.title,
        lang=thread.lang,
        url=thread.url,
        may_write=policies.can_comment(reader, thread),
    )


def comment_subject(reader: Member | None, comment_id: int) -> Subject | None:
    """A text that stands: what was withdrawn is there for its author alone."""
    comment = queries.reach_comment(reader, comment_id)
    if comment is None or (comment.withdrawn_at and not policies.is_author(reader, comment)):
        return None
    return Subject(
        name=comment.subject,
        title=comment.thread.title,
        lang=comment.thread.lang,
        url=f"{comment.url}/edit",
        may_write=policies.can_edit_comment(reader, comment),
    )


def theme_subject(reader: Member | None, theme_id: int) -> Subject | None:
    """Where a thread is opened."""
    theme, locale = reach_theme_by_id(reader, theme_id), current_locale()
    if theme is None:
        return None
    return Subject(
        name=theme.stream,
        title=theme.name(locale),
        lang=locale,
        url=f"{theme.url}/threads/new",
        may_write=policies.can_open_thread(reader, theme),
    )
