"""The comments of a thread as a tree of numbers, without their words: what moves with what, where
it stands then, and what is counted by it. Pure, so that it is worked out before anything is
locked."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from connect.discussions import paths


class Leaf(NamedTuple):
    """A comment as far as its tree needs to know it."""

    id: int
    number: int
    parent_id: int | None
    path: str
    stands: bool
    hidden: bool
    answer_count: int

    @property
    def is_shown(self) -> bool:
        """As `Comment.is_shown`."""
        return self.stands or self.hidden or self.answer_count > 0 or self.number == 0


def with_answers(leaves: Iterable[Leaf], chosen: Collection[int]) -> list[Leaf]:
    """The chosen ones and everything below them. `leaves` are a whole thread by number: an answer
    comes after what it answers."""
    taken = set(chosen)
    found = []
    for leaf in leaves:
        if leaf.id in taken or leaf.parent_id in taken:
            taken.add(leaf.id)
            found.append(leaf)
    return found


def roots(moved: Iterable[Leaf]) -> list[Leaf]:
    """Those whose parent does not move with them."""
    taken = {leaf.id for leaf in moved}
    return [leaf for leaf in moved if leaf.parent_id not in taken]


def placed(
    moved: Iterable[Leaf],
    numbers: Mapping[int, int],
    parents: Mapping[int, int | None],
    standing: Iterable[Leaf] = (),
) -> list[Leaf]:
    """The comments at new numbers (by id) under new parents (by id; others keep theirs), which
    move too or are among `standing`. By number; number 0 opens the thread."""
    found_paths = {leaf.id: leaf.path for leaf in standing}
    found = []
    for leaf in sorted(moved, key=lambda leaf: numbers[leaf.id]):
        number, parent_id = numbers[leaf.id], parents.get(leaf.id, leaf.parent_id)
        above = found_paths[parent_id] if parent_id is not None else paths.OPENING
        path = paths.place_under(above, number) if number else paths.OPENING
        found_paths[leaf.id] = path
        found.append(leaf._replace(number=number, parent_id=parent_id, path=path))
    return found


def recounted(leaves: Iterable[Leaf]) -> list[Leaf]:
    """The same with the answers that each has among them, by number."""
    counts: dict[int | None, int] = {}
    found = []
    for before in sorted(leaves, key=lambda leaf: leaf.number, reverse=True):
        count = counts.get(before.id, 0)
        leaf = before if before.answer_count == count else before._replace(answer_count=count)
        if leaf.is_shown:
            counts[leaf.parent_id] = counts.get(leaf.parent_id, 0) + 1
        found.append(leaf)
    return found[::-1]


def with_gaps(gaps: Iterable[Sequence[int]], numbers: Iterable[int]) -> list[list[int]]:
    """Pairs of first and last, in order, with these numbers among them."""
    return _pairs(numbers_in(gaps).union(numbers))


def without_gaps(gaps: Iterable[Sequence[int]], numbers: Iterable[int]) -> list[list[int]]:
    return _pairs(numbers_in(gaps).difference(numbers))


def numbers_in(gaps: Iterable[Sequence[int]]) -> set[int]:
    return {number for first, last in gaps for number in range(first, last + 1)}


def _pairs(numbers: Iterable[int]) -> list[list[int]]:
    found: list[list[int]] = []
    for number in sorted(numbers):
        if found and found[-1][1] == number - 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return found
