"""Changing what was written: editing, taking back, restoring, saying which language it is in."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from connect.database import atomic, utc_now
from connect.discussions import policies
from connect.discussions.actions.counting import (
    lock,
    retell_latest,
    settle_thread,
    turn,
)
from connect.discussions.actions.writing import hold_files, written_text
from connect.discussions.errors import EditedMeanwhile, shut_for
from connect.discussions.models import Comment, Revision, Thread
from connect.discussions.visibility import mentionable_in
from connect.drafts import actions as drafts
from connect.events import log
from connect.members.models import Member


def edit_comment(
    editor: Member,
    comment: Comment,
    *,
    body: str,
    version: int,
    title: str | None = None,
    files: Sequence[str] = (),
) -> Comment:
    """Replace a comment's text (and an opening's title), keeping what it said before.

    Raises EditedMeanwhile when `version`, which the edit started from, is no longer current, and
    ThreadShut when the thread was archived or the editor is kept out.
    """
    html = written_text(editor, body, mentionable_in(comment.thread), comment.subject)
    with atomic() as session:
        drafts.settle(editor, comment.subject)
        lock(session, comment.thread)
        session.refresh(comment)
        _refuse_unless_open(editor, comment.thread)
        if comment.version != version and not _says(comment, html, title, files):
            raise EditedMeanwhile(comment)
        edit_to(editor, comment, html, title=title, files=files)
    return comment


def _refuse_unless_open(editor: Member, thread: Thread) -> None:
    if thread.archived_at is not None or policies.is_kept_out(editor, thread):
        raise shut_for(editor, *thread.theme_ids)


def edit_to(
    editor: Member,
    comment: Comment,
    html: str,
    *,
    title: str | None,
    files: Sequence[str],
    lang: str | None = None,
) -> None:
    """Let a text, whose thread is locked, say something else; the same makes no version."""
    if _says(comment, html, title, files):
        return
    with atomic() as session:
        session.add(_revision_of(comment, editor))
        comment.html = html
        comment.lang = lang or comment.lang
        comment.files = []
        hold_files(editor, comment, files)
        comment.version += 1
        comment.edited_at = utc_now()
        if comment.is_opening and title:
            comment.thread.title = title
        _record("comment.edited", session, comment, editor)


def withdraw_comment(member: Member, comment: Comment) -> Comment:
    """Take a text back. It can be restored; answered, it leaves a trace without its words."""
    with atomic() as session:
        lock(session, comment.thread)
        session.refresh(comment)
        if comment.withdrawn_at is None:
            turn(session, comment, withdrawn_at=utc_now())
            _record("comment.withdrawn", session, comment, member)
            settle_thread(session, comment.thread, member)
    return comment


def restore_comment(member: Member, comment: Comment) -> Comment:
    """Undo a withdrawal."""
    with atomic() as session:
        lock(session, comment.thread)
        session.refresh(comment)
        if comment.withdrawn_at is not None:
            turn(session, comment, withdrawn_at=None)
            _record("comment.restored", session, comment, member)
            settle_thread(session, comment.thread, member)
    return comment


def correct_language(member: Member, comment: Comment, lang: str) -> Comment:
    """Say which language a text is in, where it was guessed wrong."""
    with atomic() as session:
        thread = lock(session, comment.thread)
        session.refresh(comment)
        if comment.lang != lang:
            comment.lang = lang
            if comment.is_opening:
                thread.lang = lang
            _record("comment.language_corrected", session, comment, member)
    return comment


def _says(comment: Comment, html: str, title: str | None, files: Sequence[str]) -> bool:
    same_title = not (comment.is_opening and title) or title == comment.thread.title
    return same_title and comment.html == html and comment.file_keys == list(files)


def _revision_of(comment: Comment, editor: Member) -> Revision:
    """What it says now, to be kept as what it said before."""
    return Revision(
        comment_id=comment.id,
        version=comment.version,
        title=comment.thread.title if comment.is_opening else None,
        html=comment.html,
        lang=comment.lang,
        files=comment.files,
        editor_id=editor.id,
        written_at=comment.edited_at or comment.created_at,
    )


def _record(kind: str, session: Session, comment: Comment, actor: Member) -> None:
    """A change may show in the theme's list too: as a title, or as the latest words."""
    retell_latest(session, comment.thread)
    log.record(
        kind,
        subject=comment.subject,
        streams=comment.thread.streams,
        actor_id=actor.id,
    )
