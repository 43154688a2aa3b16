"""Rows of cells in a form, which can be added, moved and taken away without JavaScript too."""

import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from flask_babel import gettext as _
from wtforms import Field, Form
from wtforms.validators import StopValidation

from connect.rich_text import one_line

FREE = 2
MORE = 3
"""Blank rows after those that are filled in, and more of them when asked for."""


class RowsField(Field):
    """`data` are the rows that say something, each a dict by column. Their inputs are called
    `<name>-<row>-<column>`. `offered` are the options of the columns that have such, and `wrong`
    is what is wrong, by (row, column) as they are shown."""

    data: list[dict[str, str]]
    process_errors: list[str]

    def __init__(
        self, label: object, *, columns: Mapping[str, Any], most: int, longest: int, **details: Any
    ) -> None:
        super().__init__(label, **details)
        self.columns, self.most, self.longest = columns, most, longest
        self.offered: dict[str, Sequence[tuple[str, str]]] = {}
        self.wrong: dict[tuple[int, str], str] = {}
        self.free = FREE

    def process(self, formdata: Any, data: Any = (), extra_filters: Any = None) -> None:
        """With a form, its rows; else those of the sheet."""
        self.process_errors = []
        rows = data if formdata is None else self._typed(formdata)
        cells = ({name: one_line(row.get(name, "")) for name in self.columns} for row in rows)
        self.data = [row for row in cells if any(row.values())]

    def pre_validate(self, form: Form) -> None:
        if len(self.data) > self.most:
            raise StopValidation(_("At most %(max)d rows, please.", max=self.most))
        for number, row in enumerate(self.data):
            for name, words in row.items():
                if words and (problem := self._problem(name, words)):
                    self.wrong[number, name] = problem
        if self.wrong:
            told = (
                _("Row %(row)d, %(column)s: %(problem)s")
                % {"row": number + 1, "column": self.columns[name], "problem": problem}
                for (number, name), problem in self.wrong.items()
            )
            raise StopValidation(" ".join(told))

    @property
    def shown(self) -> list[dict[str, str]]:
        """The rows, and blank ones to go on in."""
        blank = dict.fromkeys(self.columns, "")
        return [*self.data, *[blank] * min(self.free, max(0, self.most - len(self.data)))]

    def reshape(self, change: str, row: int) -> None:
        """ "more" rows, or one moved "up" or "down", or taken away by "removal"."""
        if change == "more":
            self.free = FREE + MORE
        elif row >= len(self.data):
            return
        elif change == "removal":
            del self.data[row]
        else:
            moved = self.data.pop(row)
            self.data.insert(max(0, row + (1 if change == "down" else -1)), moved)

    def _typed(self, formdata: Any) -> list[dict[str, str]]:
        """The rows in their order, with what was typed in them."""
        pattern = re.compile(rf"{self.name}-(\d{{1,3}})-({'|'.join(self.columns)})", re.ASCII)
        rows: dict[int, dict[str, str]] = {}
        for name in formdata:
            if match := pattern.fullmatch(name):
                rows.setdefault(int(match[1]), {})[match[2]] = formdata[name]
        return [rows[number] for number in sorted(rows)]

    def _problem(self, name: str, words: str) -> str | None:
        if name in self.offered:
            known = words in [code for code, _name in self.offered[name]]
            return None if known else _("choose one of the list.")
        if len(words) > self.longest:
            return _("at most %(max)d characters, please.", max=self.longest)
        if name == "url" and not is_web_address(words):
            return _("an address begins with https:// or http://.")
        return None


def is_web_address(words: str) -> bool:
    try:
        parts = urlsplit(words)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and " " not in words
