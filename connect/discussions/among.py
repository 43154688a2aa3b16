"""What features above show among the answers of a thread: see `features.AMONG_ANSWERS`."""

from collections.abc import Callable, Sequence

from flask import Flask, current_app

from connect.discussions.models import Thread
from connect.discussions.pages import Line
from connect.members.models import Member

LinesAmong = Callable[[Member | None, Thread], Sequence[Line]]
"""For a reader. It costs no query where the thread's own row says that there is nothing."""


def install(app: Flask, sources: Sequence[LinesAmong]) -> None:
    app.extensions["among_answers"] = sources


def lines_among(reader: Member | None, thread: Thread) -> Sequence[Line]:
    sources: Sequence[LinesAmong] = current_app.extensions["among_answers"]
    return [line for lines in sources for line in lines(reader, thread)]
