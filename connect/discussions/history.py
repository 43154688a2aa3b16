"""The versions of a text, each against the one before it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from connect import rich_text
from connect.discussions import queries
from connect.discussions.comparing import Line, Run, compared, word_changes
from connect.discussions.models import Comment, Revision

Files = Sequence[dict[str, Any]]


@dataclass(frozen=True)
class Version:
    """What a text said, and what that changed. Nothing is compared with a version whose words
    were taken away: they would stand here again as what went."""

    number: int
    written_at: datetime
    lang: str
    is_current: bool
    title: Sequence[Run] = ()
    lines: Sequence[Line] = ()
    added_files: Files = ()
    removed_files: Files = ()
    is_compared: bool = False
    removal: Revision | None = None

    @property
    def changes_layout_only(self) -> bool:
        words = [change for line in self.lines for change, _ in line.runs] + [
            c for c, _ in self.title
        ]
        files = [*self.added_files, *self.removed_files]
        return self.is_compared and not files and set(words) <= {"same"}


@dataclass(frozen=True)
class _Text:
    """One version as it is stored, wherever."""

    number: int
    title: str
    html: str
    lang: str
    files: Files
    written_at: datetime
    removal: Revision | None = field(default=None)


def versions(comment: Comment, before: int | None = None) -> tuple[Sequence[Version], bool]:
    """A page of versions, latest first, from that number down; and whether older ones follow."""
    revisions = queries.revisions(comment, before)
    texts = [_of_revision(revision) for revision in revisions]
    if before is None:
        texts.append(_of_comment(comment))
    pairs = zip([None, *texts], texts, strict=False)
    found = [_version(comment, text, earlier) for earlier, text in pairs][::-1]
    has_older = len(revisions) > queries.VERSIONS_SHOWN
    return (found[:-1] if has_older else found), has_older


def _version(comment: Comment, text: _Text, earlier: _Text | None) -> Version:
    is_current = text.number == comment.version
    if text.removal:
        return Version(text.number, text.written_at, text.lang, is_current, removal=text.removal)
    is_compared = earlier is not None and earlier.removal is None
    base = earlier if earlier is not None and is_compared else text
    return Version(
        number=text.number,
        written_at=text.written_at,
        lang=text.lang,
        is_current=is_current,
        title=word_changes(base.title, text.title),
        lines=compared(rich_text.paragraphs(base.html), rich_text.paragraphs(text.html)),
        added_files=[file for file in text.files if file not in base.files],
        removed_files=[file for file in base.files if file not in text.files],
        is_compared=is_compared,
    )


def _of_comment(comment: Comment) -> _Text:
    return _Text(
        number=comment.version,
        title=comment.thread.title if comment.is_opening else "",
        html=comment.html,
        lang=comment.lang,
        files=comment.files,
        written_at=comment.edited_at or comment.created_at,
    )


def _of_revision(revision: Revision) -> _Text:
    return _Text(
        number=revision.version,
        title=revision.title or "",
        html=revision.html,
        lang=revision.lang,
        files=revision.files,
        written_at=revision.written_at,
        removal=revision if revision.removed_at else None,
    )
