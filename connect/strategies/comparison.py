"""A sheet beside the one it was adapted from, field by field, word by word."""

from collections.abc import Sequence
from dataclasses import dataclass

from connect.discussions.comparing import Change, Line, Run, compared
from connect.rich_text import Paragraph
from connect.strategies.editions import WORDED, Edition
from connect.strategies.fields import FIELDS, SheetField
from connect.strategies.saying import Saying

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


def comparison(origin: Edition, own: Edition, saying: Saying) -> Comparison:
    """Fields that are empty in both are left out."""
    fields = [
        _compared(field, origin, own, saying) for field in FIELDS if field.name not in NOT_COMPARED
    ]
    filled = [field for field in fields if field.origin or field.own]
    return Comparison(
        different=[field for field in filled if field.differs],
        same=[field for field in filled if not field.differs],
    )


def _compared(field: SheetField, origin: Edition, own: Edition, saying: Saying) -> ComparedField:
    before = saying.paragraphs(field, origin.sheet[field.name])
    after = saying.paragraphs(field, own.sheet[field.name])
    locale = saying.wording.locale
    langs = [e.lang_of(field.name) if field in WORDED else locale for e in (origin, own)]
    if langs[0] != langs[1]:
        left, right = _plain(before), _plain(after)
    else:
        lines = compared(before, after)
        left, right = _side(lines, "added"), _side(lines, "removed")
    return ComparedField(field.name, str(field.label), left, right, *langs)


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
