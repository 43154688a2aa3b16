"""A strategy as a line of a spreadsheet: which columns there are and how their cells are written.

The same cells go out and come in. In one cell, entries stand on lines of their own or between
semicolons; the parts of an action, a partner, an indicator or a link between bars:
"Walk the park | street workers | every Friday".
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from flask_babel import force_locale
from flask_babel import lazy_gettext as _

from connect.folding import fold
from connect.strategies.fields import CHOICES, COLUMNS, FIELDS, SheetField
from connect.web.languages import LOCALES

AUTHOR = "author"
"""The column with the e-mail address of who will own the draft."""
NOT_READ = frozenset({"no_personal_data"})
"""Only a person can vouch for it, sheet by sheet."""
NO_END = _("For good")
"""What pages call an end that is not planned."""

READ_FIELDS: Sequence[SheetField] = [field for field in FIELDS if field.name not in NOT_READ]


@cache
def headings() -> Mapping[str, str]:
    """Names of columns, folded: labels in every language, and our own names."""
    names = (AUTHOR, "autrice", "e-mail", "email", *in_all_languages(_("Author")))
    found = {fold(word): AUTHOR for word in names}
    for field in READ_FIELDS:
        found[field.name] = field.name
        found[fold(field.name.replace("_", " "))] = field.name
        found |= {fold(label): field.name for label in in_all_languages(field.label)}
    return found


@cache
def meanings(name: str) -> Mapping[str, str]:
    """What the words of a choice mean, folded: its codes, and their labels in every language."""
    found = {fold(code): code for code in CHOICES[name]}
    for code, label in CHOICES[name].items():
        found |= {fold(word): code for word in in_all_languages(label)}
    return found


@cache
def words_for_no_end() -> frozenset[str]:
    """Folded."""
    others = ("permanent", "doorlopend", "blijvend", "sans fin")
    return frozenset(map(fold, [*others, *in_all_languages(NO_END)]))


def in_all_languages(label: Any) -> list[str]:
    said = []
    for locale in LOCALES:
        with force_locale(locale):
            said.append(str(label))
    return said


def entries(cell: str, separators: str = ";\n") -> list[str]:
    for separator in separators:
        cell = cell.replace(separator, "\n")
    return [entry.strip() for entry in cell.split("\n") if entry.strip()]


def parts(entry: str, name: str) -> dict[str, str]:
    """One row of a field whose entries have parts."""
    said = [part.strip() for part in entry.split("|")]
    return dict(zip(COLUMNS[name], [*said, *[""] * len(COLUMNS[name])], strict=False))
