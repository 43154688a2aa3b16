"""What a member has read of a thread, as numbers: `through`, all up to it, and those `beyond`."""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

Gaps = Iterable[Sequence[int]]
"""Pairs of first and last: numbers that stood in the thread and were moved away."""


class Marks(NamedTuple):
    through: int
    beyond: Sequence[int]

    def has(self, number: int) -> bool:
        return number <= self.through or number in self.beyond


def adding(marks: Marks, seen: Iterable[int], gaps: Gaps = ()) -> Marks:
    """Numbers that follow each other are kept as one: the last. Nobody waits for those in gaps,
    and nobody reads them."""
    through = marks.through
    away = [range(first, last + 1) for first, last in gaps]
    beyond = {n for n in seen if n > through and not any(n in gap for gap in away)}
    beyond.update(n for n in marks.beyond if n > through)
    while True:
        if through + 1 in beyond:
            through += 1
            beyond.discard(through)
        elif beyond and (gap := next((gap for gap in away if through + 1 in gap), None)):
            through = gap[-1]
        else:
            return Marks(through, sorted(n for n in beyond if n > through))


def forgetting(marks: Marks, numbers: Collection[int]) -> Marks:
    """As if these had never been read."""
    gone = {number for number in numbers if marks.has(number)}
    if not gone:
        return marks
    beyond = [number for number in marks.beyond if number not in gone]
    lowest = min(gone)
    if lowest > marks.through:
        return Marks(marks.through, beyond)
    still = [number for number in range(lowest + 1, marks.through + 1) if number not in gone]
    return Marks(lowest - 1, still + beyond)


class Carrier:
    """New numbers of what was read. `numbers`: the new one by the old one, both rising, the new
    ones without holes."""

    def __init__(self, numbers: Mapping[int, int]) -> None:
        self._numbers = numbers
        self._old, self._new = list(numbers), list(numbers.values())
        self._places = {number: place for place, number in enumerate(self._new)}
        self._known: dict[tuple[object, ...], Marks] = {}

    def read(self, marks: Marks) -> list[int]:
        prefix, apart = self._read(marks)
        return self._new[:prefix] + apart

    def added(self, before: Marks, marks: Marks, more: frozenset[int]) -> Marks:
        """`before` with what is read of these, and `more`. Most members have read the same: it is
        worked out once for all of them."""
        prefix, apart = self._read(marks)
        key = (more, prefix, *apart, None, before.through, *before.beyond)
        if key not in self._known:
            through, seen = before.through, apart
            if prefix and self._new[0] <= through + 1:  # they follow each other, and what was read
                through = max(through, self._new[prefix - 1])
            else:
                seen = self._new[:prefix] + apart
            read = {number for number in seen if number}
            self._known[key] = adding(Marks(through, before.beyond), read | more)
        return self._known[key]

    def returned(self, before: Marks, marks: Marks, more: Iterable[int]) -> Marks:
        """`before` with what is read of these, and `more`, and without the others of them."""
        prefix, apart = self._read(marks)
        mine = {*apart, *more}
        known = self._new[prefix : bisect_right(self._new, before.through)]
        known += [n for n in before.beyond if self._places.get(n, -1) >= prefix]
        without = forgetting(before, [n for n in known if n not in mine])
        read = self._new[bisect_right(self._new, without.through) : prefix]
        return adding(without, [*read, *mine])

    def _read(self, marks: Marks) -> tuple[int, list[int]]:
        """How many from the start on, and the new numbers of others."""
        beyond = (n for n in marks.beyond if n > marks.through)
        apart = [self._numbers[n] for n in beyond if n in self._numbers]
        return bisect_right(self._old, marks.through), apart


def unread_count(marks: Marks, last_number: int, gaps: Gaps) -> int:
    beyond = set(marks.beyond)
    for first, last in gaps:
        beyond.update(range(max(first, marks.through + 1), last + 1))
    return max(0, last_number - marks.through - len(beyond))
