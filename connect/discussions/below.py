"""What features above show below the threads of a theme: see `features.BELOW_THREADS`."""

from collections.abc import Callable, Mapping

from flask import Flask, current_app

from connect.members.models import Member
from connect.themes.models import Theme

Shown = Callable[[Member | None, Theme], object]
"""What its template is given as `shown`."""


def install(app: Flask, sections: Mapping[str, Shown]) -> None:
    """By template."""
    app.extensions["below_threads"] = sections


def sections_below(reader: Member | None, theme: Theme) -> dict[str, object]:
    sections: Mapping[str, Shown] = current_app.extensions["below_threads"]
    return {template: shown(reader, theme) for template, shown in sections.items()}
