"""Reading a file piece by piece, whatever its size."""

import io
import struct
from collections.abc import Iterator
from typing import BinaryIO

PIECE = 256 * 1024
END_OF_ARCHIVE = b"PK\x05\x06"
LONGEST_END = 22 + 0xFFFF


def read_at(file: BinaryIO, start: int, length: int) -> bytes:
    file.seek(start)
    return file.read(length)


def size_of(file: BinaryIO) -> int:
    return file.seek(0, io.SEEK_END)


def overlapping_pieces(file: BinaryIO, overlap: int) -> Iterator[bytes]:
    """The whole file; each piece begins with the end of the one before, so that no search misses
    what stands across."""
    file.seek(0)
    before = b""
    while piece := file.read(PIECE):
        yield before + piece
        before = piece[-overlap:]


def ends_as_archive(file: BinaryIO) -> bool:
    """A zip is found from its end: whatever stands before it, programs open what it lists."""
    size = size_of(file)
    start = max(0, size - LONGEST_END)
    tail = read_at(file, start, LONGEST_END)
    position = tail.rfind(END_OF_ARCHIVE)
    while position >= 0:
        if _lists_files(file, tail[position : position + 22], start + position):
            return True
        position = tail.rfind(END_OF_ARCHIVE, 0, position)
    return False


def ends_exactly_as_archive(file: BinaryIO) -> bool:
    """Without anything behind, as where an archive was added; documents hold whole ones inside."""
    end = read_at(file, max(0, size_of(file) - 22), 22)
    return end.startswith(END_OF_ARCHIVE) and ends_as_archive(file)


def _lists_files(file: BinaryIO, end: bytes, position: int) -> bool:
    """The directory of an archive stands right before its end."""
    if len(end) < 22:
        return False
    (length,) = struct.unpack_from("<L", end, 12)
    return 0 < length <= position and read_at(file, position - length, 4) == b"PK\x01\x02"
