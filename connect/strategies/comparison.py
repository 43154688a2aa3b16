"""A sheet beside the one it was adapted from, field by field, word by word."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from connect.discussions.comparing import Change, Line, Run, compared
from connect.rich_text import Paragraph, paragraphs
from connect.strategies.editions import Edition
from connect.strategies.fields import FIELDS, SheetField
from connect.strategies.models import Sheet
from connect.strategies.wording import Wording

NOT_COMPARED = frozenset({"contact", "visibility", "review_on", "no_personal_data"})
"""What says nothing of the practice."""

SHORT = 80  # characters that can be read with every word marked


@dataclass(frozen=True)
class ComparedField:
    """`origin` and `own` are its lines on either side, empty where it says nothing. Between two
    languages they are shown, and nothing is marked."""

    name: str
    label: str
    origin: Sequence[Line]
    own: Sequence[Line]
    origin_lang: str
    own_lang: str

    @property
    def differs(self) -> bool:
        lines = [*self.origin, *self.own]
        changes = {change for line in lines for change in (line.change, *dict(line.runs))}
        return changes - {"same"} != set() or self.origin_lang != self.own_lang


@dataclass(frozen=True)
class Comparison:
    different: Sequence[ComparedField]
    same: Sequence[ComparedField]


def comparison(
    origin: Edition, own: Edition, themes: Mapping[int, str], wording: Wording
) -> Comparison:
    """Fields that are empty in both are left out. `themes`: the names that the reader knows."""
    fields = [
        _compared(field, origin, own, themes, wording)
        for field in FIELDS
        if field.name not in NOT_COMPARED
    ]
    filled = [field for field in fields if field.origin or field.own]
    return Comparison(
        different=[field for field in filled if field.differs],
        same=[field for field in filled if not field.differs],
    )


def _compared(
    field: SheetField, origin: Edition, own: Edition, themes: Mapping[int, str], wording: Wording
) -> ComparedField:
    before = list(_paragraphs(field, origin.sheet, themes, wording))
    after = list(_paragraphs(field, own.sheet, themes, wording))
    has_words = field.shape in ("line", "text", "lines", "rows")
    langs = [e.lang_of(field.name) if has_words else wording.locale for e in (origin, own)]
    if langs[0] != langs[1]:
        left, right = _plain(before), _plain(after)
    else:
        lines = compared(before, after)
        left, right = _side(lines, "added"), _side(lines, "removed")
    return ComparedField(field.name, wording.label(field.name), left, right, *langs)


def _side(lines: Sequence[Line], other: Change) -> list[Line]:
    """Without what is only in the other text. A long paragraph that was written anew is marked as
    one: with each of its words marked, nobody would read it."""
    kept = [
        Line(line.kind, line.change, _unmarked(line) or [r for r in line.runs if r[0] != other])
        for line in lines
        if line.change != other
    ]
    return [line for line in kept if line.runs]


def _unmarked(line: Line) -> list[Run]:
    text = "".join(words for _change, words in line.runs)
    return [("same", text)] if line.change != "same" and len(text) > SHORT else []


def _plain(found: Sequence[Paragraph]) -> list[Line]:
    runs: list[tuple[str, list[Run]]] = [(p.kind, [("same", p.text)]) for p in found]
    return [Line(kind, "same", run) for kind, run in runs]


def _paragraphs(
    field: SheetField, sheet: Sheet, themes: Mapping[int, str], wording: Wording
) -> Iterator[Paragraph]:
    value = sheet[field.name]
    if not value:
        return
    if field.shape == "text":
        yield from paragraphs(value)
        return
    kind = "li" if isinstance(value, list) else "p"
    for words in _words(field, value, themes, wording):
        yield Paragraph(kind, words)


def _words(
    field: SheetField, value: Any, themes: Mapping[int, str], wording: Wording
) -> Sequence[str]:
    match field.shape:
        case "lines":
            return list(value)
        case "rows":
            return [_row(field, row, wording) for row in value]
        case "municipalities":
            return wording.places(value)
        case "themes":
            return [themes[theme_id] for theme_id in value if theme_id in themes]
        case "choices" | "terms":
            return wording.names(field.name, value)
        case "choice" | "term":
            return [wording.name(field.name, value)]
        case "month" | "end":
            return [wording.end(value)]
        case "number":
            return [wording.number(value)]
    return [str(value)]


def _row(field: SheetField, row: Mapping[str, str], wording: Wording) -> str:
    named = {**row, "level": wording.name(field.name, row["level"])} if "level" in row else row
    return " · ".join(filter(None, named.values()))
