"""Shared strategies in memory: who reads them, what they are found by, and in which orders.

A set of strategies is a whole number: bit n is 1 when the strategy of slot n is one of them. To
intersect two sets of ten thousand and to count what is left takes a few microseconds, so that a
list can say of each facet's every value how many strategies it would find.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import Literal, get_args

Order = Literal["updated", "newest", "endorsed", "title"]
ORDERS: tuple[Order, ...] = get_args(Order)
Place = tuple[int | str, int]
"""Where a strategy stands in an order: by its key, and by its id among equals."""
Slots = int
"""A set of strategies, as described above."""
EVERYWHERE: Slots = -1


@dataclass(frozen=True)
class Listed:
    """A strategy as far as lists need to know it. `values` are pairs of a facet and a value; who
    reads it and its state are such pairs as well. `keys` are smaller for what comes earlier."""

    id: int
    values: Sequence[tuple[str, str]]
    keys: Mapping[Order, int | str]


@dataclass(frozen=True)
class Index:
    """All that is shared, as of entry number `head` of the stream. Never changed: `changed` gives
    the next one, while other requests still read this one."""

    head: int = 0
    slots: Mapping[int, int] = field(default_factory=dict)
    """By strategy id. One that is withdrawn keeps its slot, empty."""
    ids: Sequence[int] = ()
    """By slot."""
    sets: Mapping[str, Mapping[str, Slots]] = field(default_factory=dict)
    """By facet and value."""
    orders: Mapping[Order, Sequence[Place]] = field(
        default_factory=lambda: dict.fromkeys(ORDERS, ())
    )

    def having(self, facet: str, values: Iterable[str]) -> Slots:
        """Those with any of the values."""
        known = self.sets.get(facet, {})
        return reduce(or_, (known.get(value, 0) for value in values), 0)

    def counts(self, facet: str, among: Slots) -> dict[str, int]:
        """How many of `among` have each value of the facet; without those that none has."""
        known = self.sets.get(facet, {}).items()
        counted = ((value, (members & among).bit_count()) for value, members in known)
        return {value: count for value, count in counted if count}

    def of(self, ids: Iterable[int]) -> Slots:
        """The set of those that are known by these ids."""
        return _as_set(self.slots[number] for number in ids if number in self.slots)

    def in_order(self, order: Order, among: Slots, after: Place | None = None) -> Iterator[Place]:
        """Those of `among` that come after a place, whether or not that is taken still."""
        places = self.orders[order]
        start = 0 if after is None else bisect_right(places, after)
        members = (among & ((1 << len(self.ids)) - 1)).to_bytes(len(self.ids) // 8 + 1, "little")
        for place in places[start:]:
            slot = self.slots[place[1]]
            if members[slot >> 3] >> (slot & 7) & 1:
                yield place

    def changed(self, head: int, ids: Collection[int], listed: Sequence[Listed]) -> "Index":
        """As it is at `head`, when of the strategies `ids` these are shared, and say this."""
        known = [*self.ids, *(number for number in ids if number not in self.slots)]
        slots = {number: slot for slot, number in enumerate(known)}
        touched = set(ids)
        return Index(
            head=head,
            slots=slots,
            ids=known,
            sets=self._sets_without(_as_set(slots[number] for number in ids), slots, listed),
            orders={
                order: sorted(
                    [place for place in self.orders[order] if place[1] not in touched]
                    + [(one.keys[order], one.id) for one in listed]
                )
                for order in ORDERS
            },
        )

    def _sets_without(
        self, touched: Slots, slots: Mapping[int, int], listed: Sequence[Listed]
    ) -> dict[str, dict[str, Slots]]:
        """The sets as they are without `touched`, and with what is listed of those now."""
        added: dict[tuple[str, str], list[int]] = defaultdict(list)
        for one in listed:
            for pair in one.values:
                added[pair].append(slots[one.id])
        sets: dict[str, dict[str, Slots]] = defaultdict(dict)
        for name, known in self.sets.items():
            sets[name] = {value: left for value, s in known.items() if (left := s & ~touched)}
        for (facet, value), members in added.items():
            sets[facet][value] = sets[facet].get(value, 0) | _as_set(members)
        return dict(sets)


def _as_set(slots: Iterable[int]) -> Slots:
    members = list(slots)
    octets = bytearray(max(members, default=0) // 8 + 1)
    for slot in members:
        octets[slot >> 3] |= 1 << (slot & 7)
    return int.from_bytes(octets, "little")
