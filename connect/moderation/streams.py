"""What changes on the desks of a theme's moderators: neutral fragments, the same for all of them.

A line stays where its reader found it: what is new is announced and counted, what was dealt with
says so in its place.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from flask import render_template
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from connect.database import db
from connect.events.models import Entry, Event
from connect.moderation.actions.bulk import ACTS
from connect.moderation.desk import Line, Scope
from connect.moderation.models import Batch, Decision
from connect.moderation.queries.batches import failures_of, undoing_of
from connect.moderation.queries.desk import Counts, counted, lines_of
from connect.moderation.queries.sections import SECTIONS
from connect.web.answers import Fragment

Subject = tuple[str, int]

SAME_FOR_ALL = [section for section in SECTIONS.values() if section.is_same_for_all]
BRING_LINES = {
    "appeal.made",
    "decision.undone",
    "first_text.unseen",
    "report.made",
    "report.reopened",
    "text.held",
}
"""Kinds of events after which somebody has more to do."""


@dataclass(frozen=True)
class Moved:
    """A theme's desk as it stands now, as far as some entries touched it: what each of them is
    about, and of these the lines that stand, by section and number."""

    counts: Counts
    decisions: Mapping[int, Decision]
    touched: Mapping[int, set[Subject]]
    lines: Mapping[Subject, Line]


def desk_fragments(entries: Sequence[Entry]) -> list[Fragment]:
    """How much stands in each section, and the lines that an entry is about."""
    by_theme: dict[int, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_theme[_theme_of(entry)].append(entry)
    moved = {theme_id: _moved(theme_id, some) for theme_id, some in by_theme.items()}
    return [partial(_fragment, entry, moved[_theme_of(entry)]) for entry in entries]


def batch_fragments(entries: Sequence[Entry]) -> list[Fragment]:
    """How far one's own batches are."""
    found = select(Batch).where(Batch.id.in_({entry.subject_id for entry in entries}))
    fresh = found.execution_options(populate_existing=True)
    batches = {batch.id: batch for batch in db.session.scalars(fresh)}
    return [_batch(batches[entry.subject_id]) for entry in entries]


def told_of(batch: Batch) -> dict[str, object]:
    """What a page or a fragment says of it."""
    return {
        "batch": batch,
        "act": ACTS[batch.act],
        "failures": failures_of(batch),
        "undoing": undoing_of(batch) if batch.undone_at else None,
    }


def _batch(batch: Batch) -> Fragment:
    return partial(render_template, "moderation/_batch.turbo.html", **told_of(batch))


def _moved(theme_id: int, entries: Sequence[Entry]) -> Moved:
    scope = Scope([theme_id])
    decisions = _decisions_of(entries)
    touched = {entry.seq: _about(entry, decisions.get(entry.event_id)) for entry in entries}
    lines: dict[Subject, Line] = {}
    for section in SECTIONS.values():
        ids = {id for about in touched.values() for kind, id in about if kind == section.subject}
        if ids:
            found = lines_of(section, scope, ids)
            lines |= {(section.name, id): line for id, line in found.items()}
    return Moved(counted(SAME_FOR_ALL, scope), decisions, touched, lines)


def _decisions_of(entries: Sequence[Entry]) -> dict[int, Decision]:
    """By event: the one that was made or undone."""
    payloads = select(Event.id, Event.payload).where(Event.id.in_({e.event_id for e in entries}))
    named = {id: payload.get("decision") for id, payload in db.session.execute(payloads)}
    for entry in entries:
        if entry.subject.startswith("decision:"):
            named[entry.event_id] = entry.subject_id
    read = select(Decision).where(Decision.id.in_({id for id in named.values() if id}))
    fresh = read.options(joinedload(Decision.by)).execution_options(populate_existing=True)
    found = {decision.id: decision for decision in db.session.scalars(fresh)}
    return {event_id: found[id] for event_id, id in named.items() if id in found}


def _about(entry: Entry, decision: Decision | None) -> set[Subject]:
    kind = entry.subject.partition(":")[0]
    touched = {(kind, entry.subject_id)}
    if decision and decision.thread_id:
        touched.add(("thread", decision.thread_id))
    if decision and decision.comment_id:
        touched.add(("comment", decision.comment_id))
    return touched


def _fragment(entry: Entry, moved: Moved) -> str:
    theme_id = _theme_of(entry)
    places = list(_places(moved.touched[entry.seq]))
    standing = [moved.lines[place] for place in places if place in moved.lines]
    return render_template(
        "moderation/_desk.turbo.html",
        theme_id=theme_id,
        counts=[(s, moved.counts[s.name].get(theme_id, 0)) for s in SAME_FOR_ALL],
        lines=[(SECTIONS[line.section], line) for line in standing],
        is_new=entry.kind in BRING_LINES,
        gone=[f"desk-{name}-{id}" for name, id in places if (name, id) not in moved.lines],
        decision=moved.decisions.get(entry.event_id),
    )


def _places(touched: Iterable[Subject]) -> Iterable[Subject]:
    """Where on a desk a line of it could stand."""
    for kind, id in sorted(touched):
        for section in SECTIONS.values():
            if section.subject == kind:
                yield section.name, id


def _theme_of(entry: Entry) -> int:
    return int(entry.stream.partition(":")[2])
