"""Word, Excel and PowerPoint before 2007, without macros and without a password."""

import re
import struct
from collections.abc import Iterator
from typing import BinaryIO

from connect.uploads.checking.compound_file import BEGINS, CompoundFile, Entry
from connect.uploads.checking.pieces import ends_exactly_as_archive, read_at
from connect.uploads.errors import HasMacros, HidesAnother, Protected
from connect.uploads.formats import DOC, PPT, XLS, Format

MACRO_PARTS = {"VBA", "_VBA_PROJECT_CUR", "_VBA_PROJECT"}
PROTECTED_PARTS = {"EncryptedPackage", "EncryptedSummary"}
PARTS = {"WordDocument": DOC, "PowerPoint Document": PPT, "Workbook": XLS, "Book": XLS}

WORD_IS_ENCRYPTED = 0x0100
POWERPOINT_IS_ENCRYPTED = b"\xdf\xc4\xd1\xf3"
# A VBAInfoContainer with its VBAInfoAtom, which says that there are macros ([MS-PPT] 2.4.10).
POWERPOINT_HAS_MACROS = re.compile(
    rb"\x1f\0\xff\x03.{4}\x02\0\0\x04\x0c\0\0\0.{4}\x01\0\0\0", re.DOTALL
)
# Records of a workbook ([MS-XLS] 2.4).
END, FILE_PASS, BOUND_SHEET = 0x000A, 0x002F, 0x0085
MACRO_SHEET = 1
SHEETS_ARE_LISTED_WITHIN = 1024 * 1024


def recognise(file: BinaryIO) -> Format | None:
    if read_at(file, 0, 8) != BEGINS:
        return None
    compound = CompoundFile(file)
    top = compound.top()
    if PROTECTED_PARTS & set(top):
        raise Protected
    part = next((name for name in PARTS if name in top), None)
    if part is None:
        return None
    if any(entry.name in MACRO_PARTS for entry in compound.entries):
        raise HasMacros
    if ends_exactly_as_archive(file):
        raise HidesAnother
    found = PARTS[part]
    if found is DOC:
        _check_word(compound, top[part])
    elif found is XLS:
        _check_excel(compound, top[part])
    else:
        _check_powerpoint(compound, top)
    return found


def _check_word(compound: CompoundFile, document: Entry) -> None:
    (flags,) = struct.unpack_from("<H", compound.beginning(document, 12).ljust(12, b"\0"), 10)
    if flags & WORD_IS_ENCRYPTED:
        raise Protected


def _check_excel(compound: CompoundFile, workbook: Entry) -> None:
    for kind, record in _records(compound.beginning(workbook, SHEETS_ARE_LISTED_WITHIN)):
        if kind == FILE_PASS:
            raise Protected
        if kind == BOUND_SHEET and record[5:6] == bytes([MACRO_SHEET]):
            raise HasMacros


def _records(stream: bytes) -> Iterator[tuple[int, bytes]]:
    position = 0
    while position + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, position)
        if kind == END:
            return
        yield kind, stream[position + 4 : position + 4 + length]
        position += 4 + length


def _check_powerpoint(compound: CompoundFile, top: dict[str, Entry]) -> None:
    user = top.get("Current User")
    if user and compound.beginning(user, 16)[12:] == POWERPOINT_IS_ENCRYPTED:
        raise Protected
    before = b""
    for piece in compound.pieces(top["PowerPoint Document"]):
        if POWERPOINT_HAS_MACROS.search(before + piece):
            raise HasMacros
        before = piece[-32:]
