"""A line of a spreadsheet read as a sheet: what it means, and in words what it does not."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from connect import rich_text
from connect.database import db
from connect.exchange.columns import (
    AUTHOR,
    READ_FIELDS,
    entries,
    meanings,
    parts,
    words_for_no_end,
)
from connect.exchange.models import ImportLine
from connect.folding import fold
from connect.members.models import Member
from connect.members.naming import members_meant
from connect.members.queries import member_with_email
from connect.places import municipalities, vocabularies
from connect.strategies.fields import SheetField, empty_sheet
from connect.strategies.forms.inputs import NUMBER, day_in, month_in
from connect.strategies.gate import missing
from connect.themes.models import Theme
from connect.web.rows import is_web_address


@dataclass(frozen=True)
class CheckedLine:
    """`sheet` is whole when there are no `problems`. `author` owns the draft."""

    number: int
    title: str
    sheet: dict[str, Any]
    author: Member | None
    problems: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Known:
    """What cells may name, folded; asked once for all lines, and each member once."""

    themes: Mapping[str, int]
    terms: Mapping[tuple[str, str], str]
    authors: Callable[[str], Member | None] = field(
        default_factory=lambda: cache(partial(member_with_email, active=True))
    )
    contacts: Callable[[str], Sequence[Member]] = field(
        default_factory=lambda: cache(partial(members_meant, member_id=None))
    )

    @classmethod
    def now(cls) -> "Known":
        themes = db.session.scalars(select(Theme).where(Theme.access != "circle"))
        named = {
            fold(word): theme.id
            for theme in themes
            for word in (theme.slug, theme.name_fr, theme.name_nl, theme.name_en)
        }
        terms = {
            (vocabulary, fold(word)): term.code
            for vocabulary, some in vocabularies.terms_by_vocabulary().items()
            for term in some
            for word in (term.code, term.name_fr, term.name_nl, term.name_en)
            if word
        }
        return cls(named, terms)


def check(line: ImportLine, known: Known, importer: Member) -> CheckedLine:
    number, cells = line
    reader = _Reader(known)
    sheet = empty_sheet()
    for one in READ_FIELDS:
        cell = cells.get(one.name, "")
        if cell:
            sheet[one.name] = reader.value(one, cell)
    sheet["visibility"] = sheet["visibility"] or "members"
    if not reader.problems:
        reader.problems += [_lacks(one) for one in missing(sheet, "short")]
        reader.check_dates(sheet)
    author = reader.author(cells.get(AUTHOR, ""), importer)
    return CheckedLine(number, cells.get("title", ""), sheet, author, reader.problems)


def _lacks(one: SheetField) -> str:
    return _("%(label)s: this is missing.", label=one.label)


class _Reader:
    """Reads cells one after the other, and keeps what it did not understand."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self.problems: list[str] = []

    def value(self, one: SheetField, cell: str) -> Any:
        try:
            read: Callable[[SheetField, str], Any] = getattr(self, f"_{one.shape}")
            return read(one, cell)
        except ValueError as problem:
            self.problems.append(_("%(label)s: %(problem)s", label=one.label, problem=str(problem)))
            return one.empty

    def author(self, address: str, importer: Member) -> Member | None:
        if not address:
            return importer
        author = self.known.authors(address)
        if author is None:
            self.problems.append(
                _("Author: nobody here has the address “%(word)s”.", word=address[:80])
            )
        return author

    def check_dates(self, sheet: Mapping[str, Any]) -> None:
        if (
            sheet["start"]
            and sheet["end"] not in ("", "permanent")
            and sheet["end"] < sheet["start"]
        ):
            self.problems.append(_("It ends before it starts."))

    def _line(self, one: SheetField, cell: str) -> str:
        return _short(rich_text.one_line(cell), one)

    def _text(self, one: SheetField, cell: str) -> str:
        return rich_text.render(_short(cell, one))

    def _lines(self, one: SheetField, cell: str) -> list[str]:
        return [_short(entry, one) for entry in _few(entries(cell), one)]

    def _rows(self, one: SheetField, cell: str) -> list[dict[str, str]]:
        rows = [parts(entry, one.name) for entry in _few(entries(cell), one)]
        for row in rows:
            for part in row.values():
                _short(part, one)
            if one.vocabulary and row.get("level"):
                row["level"] = self._term_of(one, row["level"])
            if one.name == "links" and not is_web_address(row["url"]):
                raise ValueError(
                    _("“%(word)s” is no address of a page.", word=" ".join(row.values())[:80])
                )
        return rows

    def _choice(self, one: SheetField, cell: str) -> str:
        return _meant(meanings(one.name), cell)

    def _choices(self, one: SheetField, cell: str) -> list[str]:
        return [_meant(meanings(one.name), entry) for entry in entries(cell, ";\n,")]

    def _term(self, one: SheetField, cell: str) -> str:
        return self._term_of(one, cell)

    def _terms(self, one: SheetField, cell: str) -> list[str]:
        return [self._term_of(one, entry) for entry in entries(cell)]

    def _term_of(self, one: SheetField, word: str) -> str:
        code = self.known.terms.get((one.vocabulary, fold(word)))
        if code is None:
            raise ValueError(_("We do not know “%(word)s”.", word=word[:80]))
        return code

    def _themes(self, one: SheetField, cell: str) -> list[int]:
        return [_meant(self.known.themes, entry) for entry in _few(entries(cell), one)]

    def _municipalities(self, one: SheetField, cell: str) -> list[str]:
        return [_municipality(entry) for entry in _few(entries(cell), one)]

    def _member(self, _one: SheetField, cell: str) -> int:
        """By address, or by name, as exports tell of a contact person who agreed."""
        meant = self.known.contacts(cell)
        if len(meant) != 1:
            raise ValueError(_("nobody here has the address “%(word)s”.", word=cell[:80]))
        return meant[0].id

    def _month(self, _one: SheetField, cell: str) -> str:
        try:
            return month_in(cell)
        except ValueError:
            raise ValueError(_("write a month as in 2024-03.")) from None

    def _end(self, one: SheetField, cell: str) -> str:
        return "permanent" if fold(cell) in words_for_no_end() else self._month(one, cell)

    def _day(self, _one: SheetField, cell: str) -> str:
        try:
            return day_in(cell)
        except ValueError:
            raise ValueError(_("write a day as in 2027-05-31.")) from None

    def _number(self, _one: SheetField, cell: str) -> str:
        if not NUMBER.fullmatch(cell):
            raise ValueError(_("write a number as in 1.5."))
        return cell.replace(",", ".")


def _short(text: str, one: SheetField) -> str:
    if rich_text.length(text) > one.longest:
        raise ValueError(_("at most %(max)d characters, please.", max=one.longest))
    return text


def _few(found: list[str], one: SheetField) -> list[str]:
    if len(found) > one.most:
        raise ValueError(_("at most %(max)d entries, please.", max=one.most))
    return found


def _meant(known: Mapping[str, Any], word: str) -> Any:
    if fold(word) not in known:
        raise ValueError(_("We do not know “%(word)s”.", word=word[:80]))
    return known[fold(word)]


def _municipality(word: str) -> str:
    if re.fullmatch(r"\d{5}", word, re.ASCII):
        try:
            return municipalities.get(word).refnis
        except KeyError:
            raise ValueError(_("We know no municipality “%(typed)s”.", typed=word)) from None
    found = municipalities.meant(word)
    if len(found) != 1:
        raise ValueError(_("We know no municipality “%(typed)s”.", typed=word[:80]))
    return found[0].refnis
