"""Earlier versions of a text: going back to one, and taking one away for good."""

from connect import rich_text
from connect.database import atomic, utc_now
from connect.discussions import queries
from connect.discussions.actions.changing import edit_to
from connect.discussions.actions.counting import lock
from connect.discussions.models import Comment, Revision
from connect.events import log
from connect.members.models import Member
from connect.uploads import actions as uploads


def restore_revision(editor: Member, comment: Comment, revision: Revision) -> Comment:
    """Let the text say again what it said then, as a new version."""
    with atomic() as session:
        lock(session, comment.thread)
        session.refresh(comment)
        session.refresh(revision)
        if revision.removed_at is None:
            files = [file["key"] for file in revision.files]
            then = {"title": revision.title, "lang": revision.lang}
            edit_to(editor, comment, revision.html, files=files, **then)
    return comment


def remove_revision(
    moderator: Member, comment: Comment, revision: Revision, reason: str
) -> Revision:
    """Take the words of an earlier version away for good, and the files that no other version
    has. Who did it and why stays to be read; the event does not say the words either."""
    with atomic() as session:
        lock(session, comment.thread)
        session.refresh(comment)
        session.refresh(revision)
        if revision.removed_at is not None:
            return revision
        revision.html, revision.title, revision.files = "", None, []
        revision.removed_at = utc_now()
        revision.removed_by_id = moderator.id
        revision.removal_reason = reason
        session.flush()
        uploads.release(comment.subject, kept=_files_still_used(comment))
        log.record(
            "revision.removed",
            subject=comment.subject,
            streams=[],
            actor_id=moderator.id,
            payload={"version": revision.version},
        )
    return revision


def _files_still_used(comment: Comment) -> set[str]:
    texts: list[Comment | Revision] = [comment, *queries.all_revisions(comment)]
    listed = {file["key"] for text in texts for file in text.files}
    return listed.union(*(rich_text.picture_keys(text.html) for text in texts))
