"""What a change of a sheet changes on the pages that are open: a line that says so."""

from collections.abc import Sequence
from functools import partial

from flask import render_template

from connect.events.models import Entry
from connect.web.answers import Fragment


def change_fragments(entries: Sequence[Entry]) -> list[Fragment]:
    """Nothing moves what is being read: whoever wants the new text reloads the page."""
    return [
        partial(render_template, "strategies/_changed.turbo.html", strategy_id=entry.subject_id)
        for entry in entries
    ]
