"""Office documents that are zip archives: their directory read, and every entry unpacked and
thrown away, so that what the directory says of sizes and checksums is what readers will get."""

import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import BinaryIO

from connect.uploads.checking.pieces import (
    END_OF_ARCHIVE,
    PIECE,
    ends_as_archive,
    read_at,
    size_of,
)
from connect.uploads.errors import Damaged, HasMacros, HidesAnother, Protected, UnpacksTooLarge
from connect.uploads.formats import BY_TYPE, DOCX, ODP, ODS, ODT, PPTX, XLSX, Format

BEGINS = b"PK\x03\x04"
STORED, DEFLATED = 0, 8
MOST_ENTRIES = 5_000
LONGEST_DIRECTORY = 2 * 1024 * 1024
MOST_UNPACKED = 512 * 1024 * 1024
UNSUSPECTED = 32 * 1024 * 1024
MOST_TIMES_LARGER = 150
LARGEST_PART_READ = 1024 * 1024

TYPES, MIMETYPE, MANIFEST = "[Content_Types].xml", "mimetype", "META-INF/manifest.xml"
MAIN_PART = re.compile(
    rb"application/vnd\.openxmlformats-officedocument\.(?:"
    rb"(?P<docx>wordprocessingml\.document)"
    rb"|(?P<xlsx>spreadsheetml\.sheet)"
    rb"|(?P<pptx>presentationml\.(?:presentation|slideshow))"
    rb")\.main\+xml"
)
OPEN_XML = {"docx": DOCX, "xlsx": XLSX, "pptx": PPTX}
MACROS = re.compile(rb"vbaProject|macroEnabled|macrosheet", re.IGNORECASE)
MACRO_PARTS = re.compile(r"(?:.*/)?vbaProject\.bin|xl/macrosheets/.*|(?:Basic|Scripts)/.+", re.I)
# Programs and archives have no place in a document; Office embeds its own under names of its own.
STRANGERS = re.compile(
    r".*\.(?:exe|dll|com|scr|msi|bat|cmd|ps1|vbs|js|jar|class|apk|zip|7z|rar|iso|docm|xlsm|pptm)"
    r"|META-INF/MANIFEST\.MF",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Entry:
    name: str
    flags: int
    method: int
    checksum: int
    packed: int
    size: int
    start: int

    @property
    def is_encrypted(self) -> bool:
        return bool(self.flags & 0b1)


def recognise(file: BinaryIO) -> Format | None:
    """Of other archives nothing is said here: they are not shared."""
    if read_at(file, 0, 4) != BEGINS:
        return None
    entries = _directory(file)
    by_name = {entry.name: entry for entry in entries}
    if TYPES not in by_name and MIMETYPE not in by_name:
        return None
    _check_sizes(file, entries)
    for entry in entries:
        for _piece in _unpacked(file, entry):
            pass  # only to see that it is what the directory says
    if TYPES in by_name:
        found = _open_xml(_read(file, by_name[TYPES]))
    else:
        found = _open_document(file, by_name)
    if found and any(MACRO_PARTS.fullmatch(name) for name in by_name):
        raise HasMacros
    if found and any(STRANGERS.fullmatch(name) for name in by_name):
        raise HidesAnother
    return found


def _directory(file: BinaryIO) -> list[Entry]:
    """What the archive lists. It fills the file: nothing stands before it or behind."""
    size = size_of(file)
    end = read_at(file, max(0, size - 22), 22)
    if len(end) < 22 or not end.startswith(END_OF_ARCHIVE):
        raise HidesAnother if ends_as_archive(file) else Damaged
    count, length, start, comment = struct.unpack_from("<HLLH", end, 10)
    if count > MOST_ENTRIES or length > LONGEST_DIRECTORY:
        raise UnpacksTooLarge
    if comment or start + length != size - 22:
        raise HidesAnother
    return list(_entries(read_at(file, start, length)))


def _entries(directory: bytes) -> Iterator[Entry]:
    position = 0
    while position < len(directory):
        try:
            fields = struct.unpack_from("<4s4x2H4x3L3H8xL", directory, position)
        except struct.error:
            raise Damaged from None
        mark, flags, method, checksum, packed, size, name, extra, comment, start = fields
        if mark != b"PK\x01\x02":
            raise Damaged
        raw = directory[position + 46 : position + 46 + name]
        yield Entry(_decoded(raw), flags, method, checksum, packed, size, start)
        position += 46 + name + extra + comment


def _decoded(name: bytes) -> str:
    """Names of parts are ASCII; any other only has to stay what it is."""
    return name.decode("utf-8", "replace").replace("\\", "/")


def _check_sizes(file: BinaryIO, entries: list[Entry]) -> None:
    whole, unpacked = size_of(file), sum(entry.size for entry in entries)
    if unpacked > MOST_UNPACKED or unpacked > max(UNSUSPECTED, MOST_TIMES_LARGER * whole):
        raise UnpacksTooLarge
    if any(entry.is_encrypted for entry in entries):
        raise Protected
    if len({entry.name for entry in entries}) < len(entries):
        raise Damaged
    in_order = sorted(entries, key=lambda entry: entry.start)
    if in_order[0].start != 0 or b"%PDF-" in read_at(file, 0, 1024):
        raise HidesAnother
    for one, next_one in pairwise(in_order):
        if one.start + one.packed + 30 + len(one.name) > next_one.start:
            raise UnpacksTooLarge  # one piece of the file, listed again and again


def _unpacked(file: BinaryIO, entry: Entry) -> Iterator[bytes]:
    """Its content, a piece at a time, as long as that is what the directory says."""
    length, checksum = 0, 0
    try:
        for piece in _pieces(file, entry):
            length += len(piece)
            if length > entry.size:
                raise UnpacksTooLarge
            checksum = zlib.crc32(piece, checksum)
            yield piece
    except zlib.error:
        raise Damaged from None
    if (length, checksum) != (entry.size, entry.checksum):
        raise Damaged


def _pieces(file: BinaryIO, entry: Entry) -> Iterator[bytes]:
    position, left = _data_start(file, entry), entry.packed
    inflate = zlib.decompressobj(-15) if entry.method == DEFLATED else None
    while left:
        piece = read_at(file, position, min(PIECE, left))
        if not piece:
            raise Damaged
        position, left = position + len(piece), left - len(piece)
        if inflate is None:
            yield piece
            continue
        while piece:
            yield inflate.decompress(piece, PIECE)
            piece = inflate.unconsumed_tail
    if inflate is not None:
        yield inflate.flush()
        if not inflate.eof or inflate.unused_data:
            raise Damaged


def _data_start(file: BinaryIO, entry: Entry) -> int:
    """Behind the entry's own header, which has to agree with the directory."""
    header = read_at(file, entry.start, 30)
    if len(header) < 30:
        raise Damaged
    mark, method, name, extra = struct.unpack_from("<4s4xH16x2H", header)
    own_name = _decoded(read_at(file, entry.start + 30, name))
    if mark != BEGINS or own_name != entry.name or method != entry.method:
        raise Damaged
    if entry.method not in (STORED, DEFLATED):
        raise Damaged
    return entry.start + 30 + name + extra


def _read(file: BinaryIO, entry: Entry) -> bytes:
    if entry.size > LARGEST_PART_READ:
        raise UnpacksTooLarge
    return b"".join(_unpacked(file, entry))


def _open_xml(types: bytes) -> Format | None:
    if b"<!DOCTYPE" in types or b"&#" in types:  # other ways to write the words looked for
        raise Damaged
    if MACROS.search(types):
        raise HasMacros
    main = MAIN_PART.search(types)
    return OPEN_XML[str(main.lastgroup)] if main else None


def _open_document(file: BinaryIO, by_name: dict[str, Entry]) -> Format | None:
    mimetype = _read(file, by_name[MIMETYPE]).decode("ascii", "replace")
    found = BY_TYPE.get(mimetype)
    if found in (ODT, ODS, ODP) and MANIFEST in by_name:
        if b"encryption-data" in _read(file, by_name[MANIFEST]):
            raise Protected
        return found
    return None
