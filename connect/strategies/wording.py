"""What a sheet says, in the words of a language: codes by their names, months as one writes them.

All words are plain strings when these functions return: a document in two languages holds both.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cached_property

from babel.dates import format_date
from babel.numbers import format_decimal
from flask_babel import force_locale
from flask_babel import gettext as _

from connect.places import municipalities
from connect.places.models import Term
from connect.places.vocabularies import terms_by_vocabulary
from connect.strategies.fields import BY_NAME, CHOICES, COLUMNS, PARTS, Part
from connect.strategies.models import Sheet


@dataclass(frozen=True)
class Wording:
    """How a language names what sheets hold."""

    locale: str
    terms: Mapping[tuple[str, str], Term]

    def name(self, field_name: str, code: str) -> str:
        """Of a choice or a term; a code that nobody names stands for itself."""
        field = BY_NAME[field_name]
        if field.vocabulary:
            term = self.terms.get((field.vocabulary, code))
            return term.name(self.locale) if term else code
        with force_locale(self.locale):
            return str(CHOICES[field_name].get(code, code))

    def names(self, field_name: str, codes: Iterable[str]) -> tuple[str, ...]:
        return tuple(self.name(field_name, code) for code in codes)

    def label(self, field_name: str) -> str:
        with force_locale(self.locale):
            return str(BY_NAME[field_name].label)

    @property
    def when(self) -> str:
        with force_locale(self.locale):
            return _("When")

    @property
    def with_whom(self) -> str:
        with force_locale(self.locale):
            return _("With whom")

    def part(self, part: Part) -> str:
        with force_locale(self.locale):
            return str(PARTS[part])

    def columns(self, field_name: str) -> Mapping[str, str]:
        with force_locale(self.locale):
            return {name: str(label) for name, label in COLUMNS[field_name].items()}

    def places(self, refnis_codes: Iterable[str]) -> tuple[str, ...]:
        return tuple(municipalities.get(code).name(self.locale) for code in refnis_codes)

    def period(self, sheet: Sheet) -> str:
        """From when until when, as far as the sheet says."""
        start, end = self.month(sheet["start"]), sheet["end"]
        with force_locale(self.locale):
            if end == "permanent":
                return _("Since %(month)s, for good", month=start) if start else self.end(end)
            if start and end:
                return f"{start} – {self.month(end)}"
            if end:
                return _("Until %(month)s", month=self.month(end))
            return _("Since %(month)s", month=start) if start else ""

    def end(self, written: str) -> str:
        """A month, or that there is no end."""
        with force_locale(self.locale):
            return _("For good") if written == "permanent" else self.month(written)

    def month(self, written: str) -> str:
        """ "2024-03" as "mars 2024"."""
        if not written:
            return ""
        year, month = written.split("-")
        return format_date(date(int(year), int(month), 1), "MMMM y", locale=self.locale)

    def number(self, written: str) -> str:
        try:
            return format_decimal(Decimal(written.replace(",", ".")), locale=self.locale)
        except InvalidOperation:
            return written


class Wordings:
    """The wordings of one answer, which asks for the terms once, however many languages."""

    @cached_property
    def _terms(self) -> Mapping[tuple[str, str], Term]:
        found = terms_by_vocabulary(retired=True).values()
        return {(term.vocabulary, term.code): term for terms in found for term in terms}

    def of(self, locale: str) -> Wording:
        return Wording(locale, self._terms)
