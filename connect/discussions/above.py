"""What features above show of a thread, above its answers: see `features.ABOVE_ANSWERS`."""

from collections.abc import Callable, Mapping

from flask import Flask, current_app

from connect.discussions.models import Thread
from connect.members.models import Member

ShownAbove = Callable[[Member | None, Thread], object]
"""What its template is given as `shown`; nothing is shown where that is None. It costs no query
where the thread's own row says that there is nothing."""


def install(app: Flask, sections: Mapping[str, ShownAbove]) -> None:
    """By template."""
    app.extensions["above_answers"] = sections


def sections_above(reader: Member | None, thread: Thread) -> dict[str, object]:
    sections: Mapping[str, ShownAbove] = current_app.extensions["above_answers"]
    found = {template: shown(reader, thread) for template, shown in sections.items()}
    return {template: shown for template, shown in found.items() if shown is not None}
