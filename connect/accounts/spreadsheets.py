"""What a spreadsheet gives away: bytes in the encoding of the machine that saved them, or cells
pasted from its window. Here they become numbered lines of clean text."""

import codecs
import csv
import io
from typing import Literal

from connect import rich_text

Refusal = Literal["a workbook", "not text", "too large", "too many lines", "empty"]
Line = tuple[int, list[str]]

LARGEST = 1024 * 1024
MOST_LINES = 500
SEPARATORS = (";", ",", "\t")
# xlsx and ods are archives, xls is a compound file: what one gets who forgets "save as CSV".
WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}


class SpreadsheetRefused(ValueError):
    """It cannot be read; `refusal` tells why."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal)
        self.refusal = refusal


def lines_of(data: bytes) -> list[Line]:
    """The lines that say something, with the numbers that the spreadsheet shows for them."""
    if len(data) > LARGEST:
        raise SpreadsheetRefused("too large")
    text = decoded(data)
    rows = csv.reader(io.StringIO(text), delimiter=_separator(text))
    found: list[Line] = []
    try:
        for number, cells in enumerate(rows, 1):
            clean = [rich_text.one_line(cell) for cell in cells]
            if any(clean):
                found.append((number, clean))
            if len(found) > MOST_LINES + 1:  # one of them names the columns
                raise SpreadsheetRefused("too many lines")
    except csv.Error:
        raise SpreadsheetRefused("not text") from None
    if not found:
        raise SpreadsheetRefused("empty")
    return found


def decoded(data: bytes) -> str:
    """UTF-8 and UTF-16 say so or are valid; what is left is what Excel writes in Belgium."""
    if data.startswith(WORKBOOKS):
        raise SpreadsheetRefused("a workbook")
    mark = next((mark for mark in MARKS if data.startswith(mark)), b"")
    try:
        text = data[len(mark) :].decode(MARKS.get(mark, "utf-8"))
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    if "\0" in text:
        raise SpreadsheetRefused("not text")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _separator(text: str) -> str:
    """The one that the first line has most of, outside its quotes."""
    first = "".join(text.lstrip().partition("\n")[0].split('"')[::2])
    return max(SEPARATORS, key=first.count)
