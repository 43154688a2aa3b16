"""The container of Office files before 2007: a small file system in a file ([MS-CFB]).

Chains of sectors are followed through the file, so that a stream is read a piece at a time; one
that runs in a circle, or out of the file, is damaged.
"""

import struct
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from connect.uploads.checking.pieces import read_at, size_of
from connect.uploads.errors import Damaged

BEGINS = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SECTOR_SHIFTS = {3: 9, 4: 12}
MINI_SECTOR = 64
LAST_SECTOR = 0xFFFFFFFA
NO_ENTRY = 0xFFFFFFFF
MOST_ENTRIES = 20_000
STORAGE, STREAM, ROOT = 1, 2, 5


@dataclass(frozen=True)
class Entry:
    """A storage or a stream; `left`, `right` and `child` are numbers of others."""

    name: str
    kind: int
    left: int
    right: int
    child: int
    start: int
    size: int


class CompoundFile:
    def __init__(self, file: BinaryIO) -> None:
        header = read_at(file, 0, 512)
        if len(header) < 512 or not header.startswith(BEGINS):
            raise Damaged
        major, _order, shift = struct.unpack_from("<3H", header, 26)
        if SECTOR_SHIFTS.get(major) != shift:
            raise Damaged
        self._file, self._sector = file, 1 << shift
        self._most_sectors = size_of(file) // self._sector + 1
        directory, self._cutoff, mini_table = struct.unpack_from("<L4xLL", header, 48)
        self._table = self._read_table(header)
        self.entries = list(self._read_entries(directory))
        if not self.entries or self.entries[0].kind != ROOT:
            raise Damaged
        self._mini_table = _numbers(b"".join(self._sectors(mini_table)))

    def top(self) -> dict[str, Entry]:
        """What stands in the root, by name. Deeper ones belong to embedded documents."""
        found: dict[str, Entry] = {}
        seen: set[int] = set()
        waiting = [self.entries[0].child]
        while waiting:
            number = waiting.pop()
            if number == NO_ENTRY or number in seen:
                continue
            if number >= len(self.entries):
                raise Damaged
            seen.add(number)
            entry = self.entries[number]
            found[entry.name] = entry
            waiting += [entry.left, entry.right]
        return found

    def pieces(self, entry: Entry) -> Iterator[bytes]:
        """The content of a stream, a sector at a time."""
        sectors = self._mini_sectors if entry.size < self._cutoff else self._sectors
        left = entry.size
        for sector in sectors(entry.start):
            if left <= 0:
                return
            yield sector[:left]
            left -= len(sector)

    def beginning(self, entry: Entry, length: int) -> bytes:
        found = b""
        for piece in self.pieces(entry):
            found += piece
            if len(found) >= length:
                break
        return found[:length]

    def _read_table(self, header: bytes) -> Sequence[int]:
        """For each sector the one that follows it. The table's own sectors are listed in the
        header, and where that is too short in sectors that end with the number of the next."""
        (further,) = struct.unpack_from("<L", header, 68)
        numbers = list(struct.unpack_from("<109L", header, 76))
        for _ in range(self._most_sectors):
            if further >= LAST_SECTOR:
                break
            *more, further = _numbers(self._read_sector(further))
            numbers += more
        used = [number for number in numbers if number < LAST_SECTOR][: self._most_sectors]
        return _numbers(b"".join(self._read_sector(number) for number in used))

    def _read_entries(self, first: int) -> Iterator[Entry]:
        count = 0
        for sector in self._sectors(first):
            for position in range(0, len(sector), 128):
                count += 1
                if count > MOST_ENTRIES:
                    raise Damaged
                yield _entry(sector[position : position + 128])

    def _sectors(self, first: int) -> Iterator[bytes]:
        return map(self._read_sector, self._chain(self._table, first))

    def _mini_sectors(self, first: int) -> Iterator[bytes]:
        """Short streams share the one that the root holds."""
        shared = list(self._chain(self._table, self.entries[0].start))
        for number in self._chain(self._mini_table, first):
            index, offset = divmod(number * MINI_SECTOR, self._sector)
            if index >= len(shared):
                raise Damaged
            yield self._read_sector(shared[index])[offset : offset + MINI_SECTOR]

    def _chain(self, table: Sequence[int], number: int) -> Iterator[int]:
        for _ in range(len(table) + 1):
            if number >= LAST_SECTOR:
                return
            if number >= len(table):
                raise Damaged
            yield number
            number = table[number]
        raise Damaged

    def _read_sector(self, number: int) -> bytes:
        """The last one may be cut short."""
        if number >= self._most_sectors:
            raise Damaged
        sector = read_at(self._file, (number + 1) * self._sector, self._sector)
        return sector.ljust(self._sector, b"\0")


def _numbers(sectors: bytes) -> Sequence[int]:
    return array("I", struct.unpack(f"<{len(sectors) // 4}L", sectors))


def _entry(raw: bytes) -> Entry:
    length, kind = struct.unpack_from("<HB", raw, 64)
    left, right, child = struct.unpack_from("<3L", raw, 68)
    start, size = struct.unpack_from("<2L", raw, 116)
    name = raw[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
    return Entry(name, kind, left, right, child, start, size)
