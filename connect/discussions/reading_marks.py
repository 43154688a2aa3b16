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
    ends = {first: last for first, last in gaps}
    away = [range(first, last + 1) for first, last in ends.items()]
    beyond = {n for n in seen if n > through and not any(n in gap for gap in away)}
    beyond.update(n for n in marks.beyond if n > through)
    while True:
        end = next((e for f, e in ends.items() if f <= through + 1 <= e), None) if beyond else None
        if through + 1 in beyond:
            through += 1
            beyond.discard(through)
        elif end is not None:
            through = end
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


def carried(marks: Marks, numbers: Mapping[int, int]) -> list[int]:
    """The new numbers of what was read. `numbers`: the new one by the old one, both rising."""
    old, new = list(numbers), list(numbers.values())
    prefix = bisect_right(old, marks.through)
    return new[:prefix] + [numbers[n] for n in marks.beyond if n in numbers and n > marks.through]


def unread_count(marks: Marks, last_number: int, gaps: Gaps) -> int:
    beyond = set(marks.beyond)
    for first, last in gaps:
        beyond.update(range(max(first, marks.through + 1), last + 1))
    return max(0, last_number - marks.through - len(beyond))
