"""The lines of one part of a synthesis, and how the texts are named on which they rest."""

import re
from collections.abc import Sequence
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import Form

from connect.discussions.models import Comment
from connect.syntheses.models import LONGEST_LINE, MOST_CITED, MOST_LINES, Line, Section
from connect.web.addresses import number_in
from connect.web.rows import RowsField

ADDRESS = re.compile(r"comments?[/=-](\d{1,19})(?!\d)", re.ASCII)
COLUMNS = {"fr": _("In French"), "nl": _("In Dutch"), "texts": _("Texts it rests on")}


class LinesField(RowsField):
    """`citable` are the comments, by id, on which a line may rest; set before validation."""

    citable: dict[int, Comment]

    def __init__(self, label: object, section: Section, **details: Any) -> None:
        super().__init__(label, columns=COLUMNS, most=MOST_LINES, longest=LONGEST_LINE, **details)
        self.section = section
        self.citable = {}

    @property
    def lines(self) -> list[Line]:
        return [
            Line(self.section, row["fr"], row["nl"], tuple(comments_named(row["texts"])))
            for row in self.data
        ]

    @property
    def named(self) -> set[int]:
        """All comments that its lines name, whether they exist or not."""
        return {id for row in self.data for id in comments_named(row["texts"])}

    def cited_by(self, row: dict[str, str]) -> list[Comment]:
        """To be shown under a row."""
        named = comments_named(row.get("texts", ""))
        return [self.citable[id] for id in named if id in self.citable]

    def pre_validate(self, form: Form) -> None:
        for number, row in enumerate(self.data):
            if not row["fr"] and not row["nl"]:
                self.wrong[number, "fr"] = gettext("write what these texts come to.")
        super().pre_validate(form)

    def _problem(self, name: str, words: str) -> str | None:
        problem = super()._problem(name, words)
        return problem or (self._wrong_text(words) if name == "texts" else None)

    def _wrong_text(self, words: str) -> str | None:
        for typed in _split(words):
            if _number(typed) not in self.citable:
                return gettext("“%(typed)s” is no text of this thread.", typed=typed)
        if len(comments_named(words)) > MOST_CITED:
            return gettext("at most %(max)d texts for one line, please.", max=MOST_CITED)
        return None


def comments_named(words: str) -> list[int]:
    """By their addresses or numbers, each once."""
    numbers = (_number(typed) for typed in _split(words))
    return list(dict.fromkeys(number for number in numbers if number))


def as_typed(line: Line) -> dict[str, str]:
    """What stands in the cells for it."""
    return {"fr": line.fr, "nl": line.nl, "texts": ", ".join(map(str, line.cites))}


def _split(words: str) -> Sequence[str]:
    return [typed for typed in re.split(r"[\s,;]+", words) if typed]


def _number(typed: str) -> int | None:
    """ "12", "#12", and the address that “Copy the link” copies."""
    found = ADDRESS.search(typed)
    return number_in(found[1] if found else typed.removeprefix("#")) or None
