"""What a move changes on the pages that are open: of both threads, and of their themes' lists."""

from collections.abc import Mapping, Sequence
from functools import partial

from flask import render_template
from sqlalchemy import select
from sqlalchemy.orm import joinedload, undefer

from connect.database import db
from connect.discussions import streams as discussions
from connect.discussions.models import Thread
from connect.events.models import Entry
from connect.moderation.models import Decision, Move
from connect.moderation.traces import trace_for_all
from connect.web.answers import Fragment

MOST_PLACED = 50
"""Comments one by one. More of them: the page is fetched anew, and keeps its place."""


def moved_fragments(entries: Sequence[Entry]) -> list[Fragment]:
    """For the stream of a thread."""
    moves = _moves(entries)
    return [_in_thread(moves[entry.subject_id], entry.stream) for entry in entries]


def moved_row_fragments(entries: Sequence[Entry]) -> list[Fragment]:
    """For the stream of a theme."""
    moves = _moves(entries)
    return [
        discussions.moved_rows(
            entry.stream, [moves[entry.subject_id].from_id, moves[entry.subject_id].to_id]
        )
        for entry in entries
    ]


def _moves(entries: Sequence[Entry]) -> Mapping[int, Move]:
    theme = joinedload(Thread.theme)
    found = db.session.scalars(
        select(Move)
        .where(Move.decision_id.in_({entry.subject_id for entry in entries}))
        .options(
            undefer(Move.comments),
            undefer(Move.before),
            joinedload(Move.source).options(theme),
            joinedload(Move.target).options(theme),
            joinedload(Move.decision).joinedload(Decision.by),
        )
        .execution_options(populate_existing=True)
    )
    return {move.decision_id: move for move in found}


def _in_thread(move: Move, stream: str) -> Fragment:
    thread = move.source if move.source.stream == stream else move.target
    if thread.merged_into_id is not None:
        other = move.target if thread is move.source else move.source
        shown = trace_for_all(move, thread)
        known = shown.other if shown else other if other.theme_id == thread.theme_id else None
        return partial(
            render_template, "moderation/_went_on.turbo.html", thread=thread, other=known, move=move
        )
    ids = [id for id, _was, _is in move.comments]
    is_whole = move.left_number == 0 and thread is move.source
    if move.count > MOST_PLACED or is_whole:
        return partial(render_template, "moderation/_renew.turbo.html", thread=thread)
    parents = [parent for _, parent in move.before["parents"] if parent is not None]
    comments = discussions.moved_fragments(thread.id, list(dict.fromkeys([*ids, *parents])))
    trace = partial(
        render_template,
        "moderation/_trace.turbo.html",
        thread=thread,
        move=move,
        shown=trace_for_all(move, thread),
    )
    return lambda: comments() + trace()
