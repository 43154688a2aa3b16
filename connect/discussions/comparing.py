"""What changed between two texts: paragraph by paragraph, and word by word within those that are
still the same one."""

import re
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal, TypeVar

from connect.rich_text import Paragraph

Change = Literal["same", "added", "removed"]
Run = tuple[Change, str]
Item = TypeVar("Item", bound=Hashable)

ALIKE = 0.3
NEARBY = 8  # old paragraphs looked at for the one a new paragraph was
MOST_STEPS = 2_000_000
"""Of comparing two texts. One that repeats a word thousands of times takes the square of that."""


@dataclass(frozen=True)
class Line:
    """A paragraph of either text; `change` is what happened to all of it."""

    kind: str
    change: Change
    runs: Sequence[Run]


def compared(before: Sequence[Paragraph], after: Sequence[Paragraph]) -> list[Line]:
    """Both texts as one, in reading order."""
    found: list[Line] = []
    for tag, i1, i2, j1, j2 in _steps(before, after):
        if tag == "equal":
            found += [_whole("same", paragraph) for paragraph in after[j1:j2]]
        else:
            found += _rewritten(before[i1:i2], after[j1:j2])
    return found


def word_changes(before: str, after: str) -> list[Run]:
    """Runs of words that stayed, came or went, in reading order; white space belongs to the word
    it follows, so that the runs joined together are the texts."""
    old, new = _words(before), _words(after)
    runs: list[Run] = []
    for tag, i1, i2, j1, j2 in _steps(old, new):
        if tag == "equal":
            runs.append(("same", "".join(new[j1:j2])))
            continue
        if i2 > i1:
            runs.append(("removed", "".join(old[i1:i2])))
        if j2 > j1:
            runs.append(("added", "".join(new[j1:j2])))
    return runs


def _rewritten(old: Sequence[Paragraph], new: Sequence[Paragraph]) -> Iterator[Line]:
    """Between two paragraphs that stayed, what went stands before what came."""
    at = 0
    came: list[Line] = []
    for paragraph in new:
        nearby = range(at, min(at + NEARBY, len(old)))
        was = next((i for i in nearby if _is_alike(old[i], paragraph)), None)
        if was is None:
            came.append(_whole("added", paragraph))
            continue
        yield from (_whole("removed", gone) for gone in old[at:was])
        yield from came
        yield Line(paragraph.kind, "same", word_changes(old[was].text, paragraph.text))
        at, came = was + 1, []
    yield from (_whole("removed", gone) for gone in old[at:])
    yield from came


def _whole(change: Change, paragraph: Paragraph) -> Line:
    return Line(paragraph.kind, change, [(change, paragraph.text)])


def _is_alike(one: Paragraph, other: Paragraph) -> bool:
    if one.kind != other.kind:
        return False
    words = SequenceMatcher(None, _words(one.text), _words(other.text), autojunk=False)
    return words.quick_ratio() >= ALIKE


def _steps(old: Sequence[Item], new: Sequence[Item]) -> list[tuple[str, int, int, int, int]]:
    counted = Counter(new)
    if sum(counted[item] for item in old) > MOST_STEPS:
        return [("replace", 0, len(old), 0, len(new))]
    return list(SequenceMatcher(None, old, new, autojunk=False).get_opcodes())


def _words(text: str) -> list[str]:
    return re.findall(r"\S+\s*|\s+", text)
