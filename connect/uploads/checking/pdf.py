"""PDF: from its first byte to its last mark, and nothing else behind that."""

import re
from typing import BinaryIO

from connect.uploads.checking.pieces import ends_as_archive, read_at, size_of
from connect.uploads.errors import Damaged, HidesAnother
from connect.uploads.formats import PDF, Format

BEGINS = re.compile(rb"%PDF-[12]\.\d")
ENDS = b"%%EOF"
TAIL = 2048
# Line ends, and the zeros with which some programs fill a block.
NOTHING = b" \t\r\n\f\0\x1a"


def recognise(file: BinaryIO) -> Format | None:
    if not BEGINS.match(read_at(file, 0, 16)):
        return None
    if ends_as_archive(file):
        raise HidesAnother
    tail = read_at(file, max(0, size_of(file) - TAIL), TAIL).rstrip(NOTHING)
    mark = tail.rfind(ENDS)
    if mark < 0:
        raise Damaged
    if tail[mark + len(ENDS) :]:
        raise HidesAnother
    return PDF
