"""What a change of a synthesis changes on the pages that are open."""

from collections.abc import Sequence
from functools import partial

from flask import render_template

from connect.events.models import Entry
from connect.syntheses import queries
from connect.syntheses.pages import Synthesis
from connect.web.answers import Fragment


def synthesis_fragments(entries: Sequence[Entry]) -> list[Fragment]:
    """The whole of it as it stands now."""
    found = queries.syntheses_of({entry.subject_id for entry in entries})
    return [partial(_block, found.get(entry.subject_id)) for entry in entries]


def _block(synthesis: Synthesis | None) -> str:
    return render_template("syntheses/_synthesis.turbo.html", synthesis=synthesis)
