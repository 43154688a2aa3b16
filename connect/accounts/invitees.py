"""A spreadsheet's lines as people to invite: which column says what, and the example to fill in."""

from collections.abc import Sequence

from connect.folding import fold
from connect.spreadsheets import Line, written

COLUMNS = (
    *("email", "name", "function", "municipality"),
    *("organisation", "role", "themes", "language"),
)
WORDS = {
    "email": "e-mail, email, mail, courriel, adresse, adresse e-mail, adresse mail, e-mailadres",
    "name": "nom, nom complet, nom et prénom, prénom et nom, naam, volledige naam, name, full name",
    "function": "fonction, functie, function",
    "municipality": "commune, ville, gemeente, stad, municipality, code postal, postcode, refnis",
    "organisation": "organisation, organisatie, organization",
    "role": "rôle, rol, role",
    "themes": "thèmes, thème, thema's, themas, thema, themes, theme",
    "language": "langue, taal, language, lang",
}
EXAMPLES = {
    "fr": (
        ["e-mail", "nom", "fonction", "commune", "organisation", "rôle", "thèmes", "langue"],
        ["marie@commune.example", "Marie Dupont", "Échevine", "Mons", "", "membre", "", "fr"],
        ["jan@gemeente.example", "Jan Peeters", "Chef de service", "2800", "", "", "", "nl"],
    ),
    "nl": (
        ["e-mail", "naam", "functie", "gemeente", "organisatie", "rol", "thema's", "taal"],
        ["jan@gemeente.example", "Jan Peeters", "Diensthoofd", "Mechelen", "", "lid", "", "nl"],
        ["marie@commune.example", "Marie Dupont", "Schepen", "7000", "", "", "", "fr"],
    ),
    "en": (
        [
            "e-mail",
            "name",
            "function",
            "municipality",
            "organisation",
            "role",
            "themes",
            "language",
        ],
        ["marie@commune.example", "Marie Dupont", "Alderwoman", "Mons", "", "member", "", "fr"],
        ["jan@gemeente.example", "Jan Peeters", "Head of service", "2800", "", "", "", "nl"],
    ),
}
HEADINGS = {fold(word): column for column, words in WORDS.items() for word in words.split(", ")}


class UnknownColumn(ValueError):
    """A heading that means nothing to us; without one, no column for addresses."""

    def __init__(self, heading: str = "") -> None:
        super().__init__(heading)
        self.heading = heading


def cells_by_column(lines: Sequence[Line]) -> list[tuple[int, dict[str, str]]]:
    """Headings may stand in any order. Without any, the columns are those of the example."""
    (_number, first), *rest = lines
    if any("@" in cell for cell in first):
        return [(number, _named(COLUMNS, cells)) for number, cells in lines]
    columns = [_column(heading) for heading in first]
    if "email" not in columns:
        raise UnknownColumn
    return [(number, _named(columns, cells)) for number, cells in rest]


def example(locale: str) -> bytes:
    """As a file to fill in."""
    return written(EXAMPLES[locale])


def _column(heading: str) -> str:
    if heading and fold(heading) not in HEADINGS:
        raise UnknownColumn(heading[:80])
    return HEADINGS.get(fold(heading), "")


def _named(columns: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    return {column: cell for column, cell in zip(columns, cells, strict=False) if column and cell}
