"""Workbooks and text become the same lines; and nothing that is written out runs in a program."""

import io
import zipfile
from datetime import date

import openpyxl
import pytest

from connect.spreadsheets import SpreadsheetRefused, harmless, lines_of, written


def workbook(*rows: list[object]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_a_workbook_says_what_its_text_would_say() -> None:
    data = workbook(["Titre", "Début", "ETP"], [None, None, None], ["Bancs", date(2026, 3, 1), 2.0])
    assert lines_of(data) == [(1, ["Titre", "Début", "ETP"]), (3, ["Bancs", "2026-03-01", "2"])]


def test_an_archive_that_unpacks_too_large_is_refused() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 21_000_000)
    with pytest.raises(SpreadsheetRefused, match="too large"):
        lines_of(file.getvalue())


def test_an_archive_that_is_no_workbook_is_refused() -> None:
    with pytest.raises(SpreadsheetRefused, match="a workbook"):
        lines_of(b"PK\x03\x04 something else")


@pytest.mark.parametrize(
    "data", ["a;é\nb;c".encode("cp1252"), "a,é\nb,c".encode(), "a\té\nb\tc".encode()]
)
def test_encodings_and_separators_of_belgian_machines_are_understood(data: bytes) -> None:
    assert lines_of(data) == [(1, ["a", "é"]), (2, ["b", "c"])]


@pytest.mark.parametrize("cell", ["=1+1", "+32 4", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_cell_that_a_program_would_run_begins_with_an_apostrophe(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"


def test_what_is_written_is_read_again() -> None:
    assert lines_of(written([["Titre", "Où"], ["Été à Huy", "à droite; à gauche"]])) == [
        (1, ["Titre", "Où"]),
        (2, ["Été à Huy", "à droite; à gauche"]),
    ]
