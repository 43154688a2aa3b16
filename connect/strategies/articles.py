"""A sheet as an article: only what is there, codes in words; for its page and its documents."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from connect.strategies.editions import Edition
from connect.strategies.fields import BY_NAME, FIELDS, Part, Shape
from connect.strategies.gate import is_filled
from connect.strategies.wording import Wording

READ_AS_TEXT = frozenset({"text", "lines", "rows"})
ARTICLE: Sequence[Part] = ("why", "how", "learned", "sharing")
SAID_ELSEWHERE = frozenset({"summary", "needs", "links"})
"""On top of the article, in a place of its own, and at its end."""


@dataclass(frozen=True)
class Fact:
    """A line of the fact column."""

    name: str
    label: str
    words: Sequence[str]


@dataclass(frozen=True)
class Piece:
    """A field that is read as text. `value`: HTML, lines, or rows; codes in rows are words.
    `lang` is that of the value; `note` a choice that belongs to it."""

    name: str
    label: str
    shape: Shape
    value: Any
    lang: str
    columns: Mapping[str, str]
    note: str = ""

    @property
    def by_level(self) -> dict[str, list[dict[str, str]]]:
        """Of partners: level by level in the order of the sheet; of no known level, last."""
        levels = dict.fromkeys(row["level"] for row in self.value)
        in_order = [*filter(None, levels), *([""] if "" in levels else [])]
        return {level: [row for row in self.value if row["level"] == level] for level in in_order}


@dataclass(frozen=True)
class Section:
    """A part of the article, with at least one piece."""

    name: Part
    title: str
    pieces: Sequence[Piece]


@dataclass(frozen=True)
class Article:
    """A sheet as it is read in one language; its own words may be in another."""

    edition: Edition
    locale: str
    places: Sequence[str]
    facts: Sequence[Fact]
    sections: Sequence[Section]
    needs: Piece | None
    links: Piece | None

    @property
    def title(self) -> str:
        return str(self.edition.sheet["title"])

    @property
    def title_lang(self) -> str:
        return self.edition.lang_of("title")

    @property
    def summary(self) -> str:
        return str(self.edition.sheet["summary"])

    @property
    def summary_lang(self) -> str:
        return self.edition.lang_of("summary")

    @property
    def pieces(self) -> dict[str, Piece]:
        """All of them, by name, in their order."""
        found = [piece for section in self.sections for piece in section.pieces]
        return {p.name: p for p in [*found, self.needs, self.links] if p}


def article(edition: Edition, wording: Wording) -> Article:
    sections = [_section(edition, wording, part) for part in ARTICLE]
    return Article(
        edition=edition,
        locale=wording.locale,
        places=wording.places(edition.sheet["municipalities"]),
        facts=[fact for fact in _facts(edition, wording) if fact.words],
        sections=[section for section in sections if section.pieces],
        needs=_piece(edition, wording, "needs"),
        links=_piece(edition, wording, "links"),
    )


def _section(edition: Edition, wording: Wording, part: Part) -> Section:
    names = [
        field.name
        for field in FIELDS
        if field.part == part and field.shape in READ_AS_TEXT and field.name not in SAID_ELSEWHERE
    ]
    pieces = [piece for name in names if (piece := _piece(edition, wording, name))]
    return Section(part, wording.part(part), pieces)


def _piece(edition: Edition, wording: Wording, name: str) -> Piece | None:
    field, sheet = BY_NAME[name], edition.sheet
    if not is_filled(field, sheet):
        return None
    value = sheet[name]
    if name == "partners":
        value = [{**row, "level": wording.name(name, row["level"])} for row in value]
    return Piece(
        name=name,
        label=wording.label(name),
        shape=field.shape,
        value=value,
        lang=edition.lang_of(name),
        columns=wording.columns(name) if field.shape == "rows" else {},
        note=_note(sheet, wording, name),
    )


def _note(sheet: Mapping[str, Any], wording: Wording, name: str) -> str:
    if name == "steering" and sheet["steering_mode"]:
        return wording.name("steering_mode", sheet["steering_mode"])
    return ""


def _facts(edition: Edition, wording: Wording) -> list[Fact]:
    sheet = edition.sheet

    def fact(name: str, *codes: str) -> Fact:
        return Fact(name, wording.label(name), wording.names(name, filter(None, codes)))

    levels = dict.fromkeys(row["level"] for row in sheet["partners"])
    evidence = [
        f"{code} · {wording.name('evidence', code)}" for code in [sheet["evidence"]] if code
    ]
    period = wording.period(sheet)
    return [
        fact("lead_service", sheet["lead_service"]),
        fact("status", sheet["status"]),
        Fact("start", wording.when, [period] if period else []),
        fact("axis", *sheet["axis"]),
        fact("target_groups", *sheet["target_groups"]),
        Fact("partners", wording.with_whom, wording.names("partners", filter(None, levels))),
        *(
            []
            if is_filled(BY_NAME["steering"], sheet)
            else [fact("steering_mode", sheet["steering_mode"])]
        ),
        fact("information_sharing", sheet["information_sharing"]),
        fact("budget", sheet["budget"]),
        Fact("fte", wording.label("fte"), [wording.number(sheet["fte"])] if sheet["fte"] else []),
        fact("funding", *sheet["funding"]),
        Fact("evidence", wording.label("evidence"), evidence),
    ]
