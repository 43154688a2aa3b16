"""Pictures by their first bytes. What else they hold is lost when they are made again; that they
hold a page or an archive is refused all the same, because nobody adds one by mistake."""

import re
from typing import BinaryIO

from connect.uploads.checking.pieces import ends_as_archive, overlapping_pieces, read_at
from connect.uploads.errors import HidesAnother
from connect.uploads.formats import AVIF, GIF, JPEG, PNG, WEBP, Format

BEGINNINGS = (
    (re.compile(rb"\x89PNG\r\n\x1a\n"), PNG),
    (re.compile(rb"\xff\xd8\xff"), JPEG),
    (re.compile(rb"GIF8[79]a"), GIF),
    (re.compile(rb"RIFF.{4}WEBP", re.DOTALL), WEBP),
    (re.compile(rb".{4}ftypavi[fs]", re.DOTALL), AVIF),
)
# Long enough never to be met by chance in 25 MB of pixels.
A_PAGE = re.compile(
    rb"<!doctype\s|<html[\s>]|<script[\s>]|<svg\s[^>]{0,200}xmlns|<\?php\s|%PDF-[12]\.\d",
    re.IGNORECASE,
)
LONGEST_MARK = 256


def recognise(file: BinaryIO) -> Format | None:
    first = read_at(file, 0, 16)
    found = next((format for begins, format in BEGINNINGS if begins.match(first)), None)
    if found and (ends_as_archive(file) or _holds_a_page(file)):
        raise HidesAnother
    return found


def _holds_a_page(file: BinaryIO) -> bool:
    return any(A_PAGE.search(piece) for piece in overlapping_pieces(file, LONGEST_MARK))
