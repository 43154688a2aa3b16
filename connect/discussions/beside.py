"""What features above list in the rail beside a thread: see `features.BESIDE_THREADS`."""

from collections.abc import Callable, Mapping

from flask import Flask, current_app

from connect.discussions.models import Thread
from connect.members.models import Member

ShownBeside = Callable[[Member | None, Thread], object]
"""What its template is given as `shown`; nothing is listed where that is None. It costs no query
where the thread's own row says that there is nothing."""


def install(app: Flask, entries: Mapping[str, ShownBeside]) -> None:
    """By template."""
    app.extensions["beside_threads"] = entries


def entries_beside(reader: Member | None, thread: Thread) -> dict[str, object]:
    entries: Mapping[str, ShownBeside] = current_app.extensions["beside_threads"]
    found = {template: shown(reader, thread) for template, shown in entries.items()}
    return {template: shown for template, shown in found.items() if shown is not None}
