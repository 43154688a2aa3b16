"""Threads, comments and themes as what drafts and files hang on."""

from collections.abc import Collection, Mapping, Sequence

from connect.discussions import policies, queries
from connect.discussions.models import Comment, Thread
from connect.members.models import Member
from connect.subjects import Subject
from connect.themes.models import Theme
from connect.themes.queries import themes_within_reach
from connect.web.languages import current_locale


def thread_subjects(reader: Member | None, thread_ids: Sequence[int]) -> Mapping[int, Subject]:
    """Where threads are answered; those that were merged, where they lead."""
    subjects = _subjects(reader, thread_ids)
    elsewhere = [id for id in thread_ids if id not in subjects]
    if not elsewhere:
        return subjects
    led = queries.led_from(elsewhere)
    targets = _subjects(reader, led.values()) if led else {}
    return subjects | {id: targets[target] for id, target in led.items() if target in targets}


def comment_subjects(reader: Member | None, comment_ids: Sequence[int]) -> Mapping[int, Subject]:
    """Texts that stand: what was withdrawn is there for its author alone, and what was hidden for
    its moderators too."""
    found = queries.comments_within_reach(reader, comment_ids)
    return {
        comment.id: _of_comment(reader, comment)
        for comment in found
        if comment.stands
        or policies.is_author(reader, comment)
        or policies.can_read_hidden(reader, comment)
    }


def theme_subjects(reader: Member | None, theme_ids: Sequence[int]) -> Mapping[int, Subject]:
    """Where threads are opened."""
    found = themes_within_reach(reader, theme_ids)
    return {theme.id: _of_theme(reader, theme) for theme in found}


def _subjects(reader: Member | None, thread_ids: Collection[int]) -> dict[int, Subject]:
    found = queries.threads_within_reach(reader, thread_ids)
    return {thread.id: _of_thread(reader, thread) for thread in found}


def _of_thread(reader: Member | None, thread: Thread) -> Subject:
    return Subject(
        name=thread.stream,
        title=thread.title,
        lang=thread.lang,
        url=f"{thread.url}#composer",
        action=f"{thread.address}/comments",
        may_write=policies.can_comment(reader, thread),
        keeps=reader is not None and reader.active,
    )


def _of_comment(reader: Member | None, comment: Comment) -> Subject:
    return Subject(
        name=comment.subject,
        title=comment.thread.title,
        lang=comment.thread.lang,
        url=f"{comment.url}/edit",
        action=comment.url,
        may_write=policies.can_edit_comment(reader, comment),
        keeps=policies.can_withdraw_comment(reader, comment),
    )


def _of_theme(reader: Member | None, theme: Theme) -> Subject:
    locale = current_locale()
    return Subject(
        name=theme.stream,
        title=theme.name(locale),
        lang=locale,
        url=f"{theme.url}/threads/new",
        action=f"{theme.url}/threads",
        may_write=policies.can_open_thread(reader, theme),
        keeps=reader is not None and reader.active,
    )
