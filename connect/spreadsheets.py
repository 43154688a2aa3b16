"""What a spreadsheet gives away: a workbook, bytes in the encoding of the machine that saved them,
or cells pasted from its window. Here they become numbered lines of clean text; and lines become
a file that no spreadsheet program runs."""

import codecs
import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import Literal

import openpyxl

from connect import rich_text

Refusal = Literal["a workbook", "not text", "too large", "too many lines", "empty"]
Line = tuple[int, list[str]]

LARGEST = 2 * 1024 * 1024
LARGEST_UNPACKED = 20 * 1024 * 1024
MOST_LINES = 5_000
MOST_COLUMNS = 60
SEPARATORS = (";", ",", "\t")
ARCHIVE = b"PK\x03\x04"
COMPOUND_FILE = b"\xd0\xcf\x11\xe0"  # xls: what one gets who has an old Excel
MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


class SpreadsheetRefused(ValueError):
    """It cannot be read; `refusal` tells why."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal)
        self.refusal = refusal


def lines_of(
    data: bytes, most: int = MOST_LINES, tidy: Callable[[str], str] = rich_text.one_line
) -> list[Line]:
    """The lines that say something, at most so many and one that names the columns, with the
    numbers that the spreadsheet shows for them."""
    if len(data) > LARGEST:
        raise SpreadsheetRefused("too large")
    rows = _cells_of_workbook(data) if data.startswith(ARCHIVE) else _cells_of_text(decoded(data))
    found: list[Line] = []
    try:
        for number, cells in enumerate(rows, 1):
            clean = [tidy(cell).strip() for cell in cells[:MOST_COLUMNS]]
            if any(clean):
                found.append((number, _without_empty_end(clean)))
            if len(found) > most + 1:
                raise SpreadsheetRefused("too many lines")
    except csv.Error:
        raise SpreadsheetRefused("not text") from None
    if not found:
        raise SpreadsheetRefused("empty")
    return found


def as_text(data: bytes) -> str:
    """A file as a field shows it, to be sent again when something else was wrong."""
    if not data.startswith(ARCHIVE):
        return decoded(data)
    written = io.StringIO()
    csv.writer(written, delimiter=";", lineterminator="\n").writerows(_cells_of_workbook(data))
    return written.getvalue()


def decoded(data: bytes) -> str:
    """UTF-8 and UTF-16 say so or are valid; what is left is what Excel writes in Belgium."""
    if data.startswith((ARCHIVE, COMPOUND_FILE)):
        raise SpreadsheetRefused("a workbook")
    mark = next((mark for mark in MARKS if data.startswith(mark)), b"")
    try:
        text = data[len(mark) :].decode(MARKS.get(mark, "utf-8"))
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    if "\0" in text:
        raise SpreadsheetRefused("not text")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def written(lines: Iterable[Sequence[object]]) -> bytes:
    """Lines as Excel opens them in Belgium: semicolons, and the mark that tells UTF-8. A cell
    that a program would take for a formula begins with an apostrophe."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";")
    writer.writerows([harmless(str(cell)) for cell in line] for line in lines)
    return file.getvalue().encode("utf-8-sig")


def harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA_SIGNS) else cell


def _cells_of_text(text: str) -> Iterable[list[str]]:
    return csv.reader(io.StringIO(text), delimiter=_separator(text))


def _separator(text: str) -> str:
    """The one that the first line has most of, outside its quotes."""
    first = "".join(text.lstrip().partition("\n")[0].split('"')[::2])
    return max(SEPARATORS, key=first.count)


def _cells_of_workbook(data: bytes) -> Iterable[list[str]]:
    """Of the first sheet of an xlsx, as it was last calculated."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > LARGEST_UNPACKED:
                raise SpreadsheetRefused("too large")
        workbook = openpyxl.load_workbook(
            io.BytesIO(data), read_only=True, data_only=True, keep_links=False
        )
        sheet = workbook.worksheets[0]
        rows = sheet.iter_rows(max_row=MOST_LINES + 50, max_col=MOST_COLUMNS, values_only=True)
        return [[_as_typed(cell) for cell in row] for row in rows]
    except SpreadsheetRefused:
        raise
    except Exception:  # whatever a damaged archive makes the library say
        raise SpreadsheetRefused("a workbook") from None


def _without_empty_end(cells: list[str]) -> list[str]:
    """A workbook's lines are all as long as its longest."""
    said = [place for place, cell in enumerate(cells, 1) if cell]
    return cells[: said[-1]]


def _as_typed(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime | date):
        return cell.strftime("%Y-%m-%d")
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
