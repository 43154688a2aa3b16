"""What changed between two texts: paragraph by paragraph, and word by word within those that are
still the same one."""

import re
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from difflib import Match, SequenceMatcher
from itertools import accumulate
from typing import Literal, TypeVar

from connect.rich_text import Paragraph

Change = Literal["same", "added", "removed"]
Run = tuple[Change, str]
Item = TypeVar("Item", bound=Hashable)

ALIKE = 0.3
NEARBY = 8  # old paragraphs looked at for the one a new paragraph was
MOST_STEPS = 1_000_000
"""Of comparing two texts: half a second. One that repeats a word takes the square of how often,
or the cube where other words stand between."""
STEPS_OF_A_GLANCE = 20
"""Of seeing whether two paragraphs are alike, beside one for each of their letters."""


@dataclass(frozen=True)
class Line:
    """A paragraph of either text; `change` is what happened to all of it."""

    kind: str
    change: Change
    runs: Sequence[Run]


@dataclass
class Effort:
    """What may still be spent on two texts, or on all texts of a page together. Without it, what
    differs is told as gone and come, not word by word."""

    left: int = MOST_STEPS

    def spend(self, steps: int) -> None:
        self.left -= steps
        if self.left < 0:
            raise _Exhausted


class _Exhausted(Exception):
    pass


class _Matcher(SequenceMatcher[Item]):
    """Gives up once its steps would be more than are left."""

    def __init__(self, old: Sequence[Item], new: Sequence[Item], effort: Effort) -> None:
        super().__init__(None, old, new, autojunk=False)
        counted = Counter(new)
        self._steps_before = list(accumulate((1 + counted[item] for item in old), initial=0))
        self._effort = effort

    def find_longest_match(
        self, alo: int = 0, ahi: int | None = None, blo: int = 0, bhi: int | None = None
    ) -> Match:
        steps = self._steps_before
        self._effort.spend(steps[-1 if ahi is None else ahi] - steps[alo])
        return super().find_longest_match(alo, ahi, blo, bhi)


def compared(
    before: Sequence[Paragraph], after: Sequence[Paragraph], effort: Effort | None = None
) -> list[Line]:
    """Both texts as one, in reading order. `effort` is that of several texts together."""
    found: list[Line] = []
    effort = effort or Effort()
    for tag, i1, i2, j1, j2 in _steps(before, after, effort):
        if tag == "equal":
            found += [_whole("same", paragraph) for paragraph in after[j1:j2]]
        else:
            found += _rewritten(before[i1:i2], after[j1:j2], effort)
    return found


def word_changes(before: str, after: str, effort: Effort | None = None) -> list[Run]:
    """Runs of words that stayed, came or went, in reading order; white space belongs to the word
    it follows, so that the runs joined together are the texts."""
    old, new = _words(before), _words(after)
    runs: list[Run] = []
    for tag, i1, i2, j1, j2 in _steps(old, new, effort or Effort()):
        if tag == "equal":
            runs.append(("same", "".join(new[j1:j2])))
            continue
        if i2 > i1:
            runs.append(("removed", "".join(old[i1:i2])))
        if j2 > j1:
            runs.append(("added", "".join(new[j1:j2])))
    return runs


def _rewritten(
    old: Sequence[Paragraph], new: Sequence[Paragraph], effort: Effort
) -> Iterator[Line]:
    """Between two paragraphs that stayed, what went stands before what came."""
    at = 0
    came: list[Line] = []
    for paragraph in new:
        nearby = range(at, min(at + NEARBY, len(old)))
        was = next((i for i in nearby if _is_alike(old[i], paragraph, effort)), None)
        if was is None:
            came.append(_whole("added", paragraph))
            continue
        yield from (_whole("removed", gone) for gone in old[at:was])
        yield from came
        yield Line(paragraph.kind, "same", word_changes(old[was].text, paragraph.text, effort))
        at, came = was + 1, []
    yield from (_whole("removed", gone) for gone in old[at:])
    yield from came


def _whole(change: Change, paragraph: Paragraph) -> Line:
    return Line(paragraph.kind, change, [(change, paragraph.text)])


def _is_alike(one: Paragraph, other: Paragraph, effort: Effort) -> bool:
    if one.kind != other.kind:
        return False
    try:
        effort.spend(STEPS_OF_A_GLANCE + len(one.text) + len(other.text))
    except _Exhausted:
        return False
    words = SequenceMatcher(None, _words(one.text), _words(other.text), autojunk=False)
    return words.quick_ratio() >= ALIKE


def _steps(
    old: Sequence[Item], new: Sequence[Item], effort: Effort
) -> list[tuple[str, int, int, int, int]]:
    try:
        return list(_Matcher(old, new, effort).get_opcodes())
    except _Exhausted:
        return [("replace", 0, len(old), 0, len(new))]


def _words(text: str) -> list[str]:
    return re.findall(r"\S+\s*|\s+", text)
