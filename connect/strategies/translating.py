"""The form in which a sheet is translated: an input for each text, line and cell with words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from flask_wtf import FlaskForm
from wtforms import Field, IntegerField, StringField, TextAreaField
from wtforms.validators import InputRequired

from connect import rich_text
from connect.strategies.editions import WORDED, columns_with_words
from connect.strategies.fields import BY_NAME, COLUMNS, SheetField
from connect.strategies.gate import is_filled
from connect.strategies.models import Sheet, Strategy, StrategyTranslation
from connect.web.forms import ShortToRead, one_line

ROOM = 1.5
"""The words of one language may be longer than those of another."""


@dataclass(frozen=True)
class Input:
    """`place` is where its words stand in a sheet: a field, and there a line, and there a cell.
    `said` is what the original says there."""

    name: str
    field: SheetField
    place: tuple[Any, ...]
    said: str
    label: str


class TranslationForm(FlaskForm):
    """Only what the original says can be translated, and nothing has to be."""

    version = IntegerField(
        validators=[InputRequired(lazy_gettext("This form is damaged. Reload the page."))]
    )
    inputs: Sequence[Input] = ()

    @property
    def told(self) -> Sheet:
        """The words, shaped like those of the original."""
        words: Sheet = {}
        for part in self.inputs:
            _put(words, part, self[part.name].data)
        return {name: value for name, value in words.items() if _says_something(value)}

    @property
    def by_field(self) -> list[tuple[SheetField, list[tuple[Input, Field]]]]:
        """In the order of the sheet."""
        return [
            (BY_NAME[name], [(part, self[part.name]) for part in parts])
            for name, parts in groupby(self.inputs, key=lambda part: part.field.name)
        ]


def translation_form(
    strategy: Strategy, translation: StrategyTranslation | None
) -> TranslationForm:
    """As it was sent, or else as the translation stands."""
    inputs = list(_inputs(strategy.sheet))
    fields = {part.name: _field(part) for part in inputs}
    form = type("FilledTranslationForm", (TranslationForm,), {**fields, "inputs": inputs})
    words = translation.sheet if translation else {}
    begun = {part.name: _begun(part, words) for part in inputs}
    filled: TranslationForm = form(
        data={**begun, "version": translation.version if translation else 0}
    )
    return filled


def words_at(part: Input, words: Mapping[str, Any]) -> str:
    """What a translation says where `part` stands; nothing where it says nothing."""
    value: Any = words
    try:
        for step in part.place:
            value = value[step]
    except (KeyError, IndexError):
        return ""
    return str(value)


def _begun(part: Input, words: Mapping[str, Any]) -> str:
    said = words_at(part, words)
    return rich_text.as_editable(said) if part.field.shape == "text" and said else said


def _inputs(sheet: Mapping[str, Any]) -> Iterator[Input]:
    for field in WORDED:
        if not is_filled(field, sheet):
            continue
        said = sheet[field.name]
        if field.shape == "lines":
            for n, line in enumerate(said):
                label = _("%(field)s, %(number)d", field=field.label, number=n + 1)
                yield Input(f"{field.name}-{n}", field, (field.name, n), line, label)
        elif field.shape == "rows":
            yield from _cells(field, said)
        else:
            yield Input(field.name, field, (field.name,), said, str(field.label))


def _cells(field: SheetField, rows: Sequence[Mapping[str, str]]) -> Iterator[Input]:
    labels = COLUMNS[field.name]
    for n, row in enumerate(rows):
        for column in columns_with_words(field.name):
            if said := row.get(column, ""):
                name = f"{field.name}-{n}-{column}"
                label = _(
                    "%(field)s, %(number)d: %(column)s",
                    field=field.label,
                    number=n + 1,
                    column=labels[column],
                )
                yield Input(name, field, (field.name, n, column), said, label)


def _field(part: Input) -> Any:
    longest = ShortToRead(int(part.field.longest * ROOM))
    if part.field.shape == "text":
        return TextAreaField(part.label, validators=[longest])
    return StringField(part.label, filters=[one_line], validators=[longest])


def _put(words: Sheet, part: Input, said: str) -> None:
    name, *steps = part.place
    if not steps:
        words[name] = said
        return
    rows: list[Any] = words.setdefault(name, [])
    line, *column = steps
    while len(rows) <= line:
        rows.append({} if column else "")
    if column:
        rows[line][column[0]] = said
    else:
        rows[line] = said


def _says_something(value: Any) -> bool:
    if isinstance(value, list):
        return any(map(_says_something, value))
    if isinstance(value, dict):
        return any(value.values())
    return bool(str(value).strip())
