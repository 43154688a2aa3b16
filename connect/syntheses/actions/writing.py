"""Saving a synthesis: every save is a version, and the same again is none."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from connect.database import atomic
from connect.discussions.actions.counting import lock
from connect.discussions.models import Comment, Thread
from connect.drafts import actions as drafts
from connect.events import log
from connect.members.models import Member
from connect.syntheses import queries
from connect.syntheses.actions.citing import rest_on
from connect.syntheses.errors import ChangedMeanwhile
from connect.syntheses.models import Line, SynthesisVersion, subject_of


def save_synthesis(writer: Member, thread: Thread, lines: Sequence[Line], *, version: int) -> None:
    """Let the synthesis say this. Raises ChangedMeanwhile when `version`, which the writing
    started from, no longer stands."""
    with atomic() as session:
        drafts.settle(writer, subject_of(thread.id))
        lock(session, thread)
        _write(session, writer, thread, lines, version)


def cite(
    writer: Member, comment: Comment, line: Line | None, *, place: int | None, version: int
) -> None:
    """Let a line rest on the comment: `line` as a new one after those of its section, or else the
    one at `place` (from 1), which goes on saying what it says."""
    thread = comment.thread
    with atomic() as session:
        lock(session, thread)
        lines = list(queries.lines_of(thread))
        if line is not None:
            before = [i for i, other in enumerate(lines, 1) if other.section == line.section]
            lines.insert(before[-1] if before else len(lines), line)
        elif place is None or place > len(lines):
            raise ChangedMeanwhile
        elif comment.id not in lines[place - 1].cites:
            old = lines[place - 1]
            lines[place - 1] = replace(old, cites=(*old.cites, comment.id))
        _write(session, writer, thread, lines, version)


def restore_version(writer: Member, thread: Thread, version: SynthesisVersion) -> None:
    """Let the synthesis say again what it said then, as a new version."""
    with atomic() as session:
        lock(session, thread)
        _write(session, writer, thread, version.lines, thread.synthesis_version)


def _write(
    session: Session, writer: Member, thread: Thread, lines: Sequence[Line], version: int
) -> None:
    """Of a thread that is locked."""
    standing = queries.lines_of(thread)
    if list(lines) == list(standing):
        return
    if thread.synthesis_version != version:
        raise ChangedMeanwhile
    thread.synthesis_version += 1
    rows = [line.as_row for line in lines]
    session.add(
        SynthesisVersion(
            thread_id=thread.id, number=thread.synthesis_version, rows=rows, writer_id=writer.id
        )
    )
    rest_on(session, thread, standing, lines)
    log.record(
        "synthesis.changed",
        subject=subject_of(thread.id),
        streams=[thread.stream],
        actor_id=writer.id,
        payload={"version": thread.synthesis_version},
    )
