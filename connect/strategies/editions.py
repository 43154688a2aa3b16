"""A sheet as one reads it: its own words, or a member's translation of them."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from connect import rich_text
from connect.strategies.fields import COLUMNS, FIELDS, SheetField
from connect.strategies.gate import is_filled
from connect.strategies.models import Sheet, Strategy, StrategyTranslation

WORDED: Sequence[SheetField] = [
    field for field in FIELDS if field.shape in ("line", "text", "lines", "rows")
]
"""The fields that hold words of a language; all others are the same in every language."""

WITHOUT_WORDS: Mapping[str, frozenset[str]] = {
    "partners": frozenset({"level"}),
    "links": frozenset({"url"}),
}
"""Columns that a translation takes from the original."""


@dataclass(frozen=True)
class Edition:
    """`sheet` is whole; the fields in `translated` are the translation's."""

    strategy: Strategy
    sheet: Sheet
    translation: StrategyTranslation | None = None
    translated: frozenset[str] = frozenset()

    @property
    def lang(self) -> str:
        return self.translation.lang if self.translation else self.strategy.lang

    @property
    def is_stale(self) -> bool:
        """The words of the original are no longer those that were translated."""
        return self.translation is not None and self.translation.of_texts != fingerprint(
            self.strategy.sheet
        )

    def lang_of(self, field_name: str) -> str:
        return self.lang if field_name in self.translated else self.strategy.lang


def original(strategy: Strategy) -> Edition:
    return Edition(strategy, strategy.sheet)


def translated(strategy: Strategy, translation: StrategyTranslation) -> Edition:
    """Field by field: what is not translated whole stays in the original's language, and what has
    no words is what the original says now."""
    whole = {
        field.name
        for field in WORDED
        if is_whole(field, strategy.sheet, translation.sheet.get(field.name, field.empty))
    }
    words = {name: _told(name, strategy.sheet[name], translation.sheet[name]) for name in whole}
    return Edition(strategy, {**strategy.sheet, **words}, translation, frozenset(whole))


def edition_for(
    strategy: Strategy, translations: Sequence[StrategyTranslation], locale: str
) -> Edition:
    """In the reader's language, if there is one."""
    for translation in translations:
        if translation.lang == locale != strategy.lang:
            return translated(strategy, translation)
    return original(strategy)


def is_whole(field: SheetField, sheet: Mapping[str, Any], words: Any) -> bool:
    """Whether `words` translate everything that the field says in `sheet`."""
    said = sheet[field.name]
    if not is_filled(field, sheet):
        return False
    if field.shape == "lines":
        return len(words) == len(said) and all(words)
    if field.shape == "rows":
        return len(words) == len(said) and all(
            _is_row_whole(field.name, *rows) for rows in zip(said, words, strict=True)
        )
    return bool(rich_text.plain_text(words).strip() if field.shape == "text" else words)


def columns_with_words(field_name: str) -> list[str]:
    without = WITHOUT_WORDS.get(field_name, frozenset())
    return [column for column in COLUMNS[field_name] if column not in without]


def fingerprint(sheet: Mapping[str, Any]) -> str:
    """Of the words of a sheet: another one as soon as one of them changes."""
    words = {field.name: sheet.get(field.name, field.empty) for field in WORDED}
    return hashlib.sha256(json.dumps(words, sort_keys=True).encode()).hexdigest()


def _told(field_name: str, said: Any, words: Any) -> Any:
    if field_name not in COLUMNS:
        return words
    columns = columns_with_words(field_name)
    return [
        {**original, **{column: row.get(column, "") for column in columns}}
        for original, row in zip(said, words, strict=True)
    ]


def _is_row_whole(field_name: str, said: Mapping[str, str], words: Mapping[str, str]) -> bool:
    return all(
        words.get(column) or not said.get(column) for column in columns_with_words(field_name)
    )
