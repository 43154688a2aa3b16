"""A sheet written out: as cells of a spreadsheet, and as values for programs."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from connect import rich_text
from connect.database import db
from connect.exchange.columns import READ_FIELDS
from connect.extensions import current_settings
from connect.members.models import Member
from connect.places import municipalities, vocabularies
from connect.strategies.fields import CHOICES, SheetField
from connect.strategies.models import Strategy
from connect.strategies.structured_data import LICENCE
from connect.strategies.visibility import is_readable
from connect.themes.queries import listed_themes

BATCH = 200


def shared_strategies(reader: Member | None) -> Iterator[Strategy]:
    """All published ones that exist for the reader, some at a time, oldest first."""
    last = 0
    while found := db.session.scalars(
        select(Strategy)
        .where(Strategy.state == "published", is_readable(reader), Strategy.id > last)
        .order_by(Strategy.id)
        .limit(BATCH)
        .options(selectinload(Strategy.contact))
    ).all():
        yield from found
        last = found[-1].id
        db.session.expunge_all()


class SheetWriter:
    """Writes in one language; asks once, for all sheets, for the names that the reader may know."""

    def __init__(self, reader: Member | None, locale: str) -> None:
        self.locale = locale
        self.terms = vocabularies.vocabulary_names(locale)
        self.themes = {theme.id: theme.name(locale) for theme in listed_themes(reader)}

    def headings(self) -> list[str]:
        return ["id", *(str(field.label) for field in READ_FIELDS)]

    def cells(self, strategy: Strategy) -> list[str]:
        return [str(strategy.id), *(self._cell(field, strategy) for field in READ_FIELDS)]

    def values(self, strategy: Strategy) -> dict[str, Any]:
        """By our own names and codes; texts as HTML. Without people: their consent is for pages."""
        sheet = {field.name: strategy.sheet[field.name] for field in READ_FIELDS}
        del sheet["contact"]
        return {
            "id": strategy.id,
            "url": current_settings().absolute(strategy.url),
            "lang": strategy.lang,
            "licence": LICENCE if strategy.visibility == "public" else None,
            "published_at": _moment(strategy.published_at),
            "updated_at": _moment(strategy.updated_at),
            "proven": strategy.proven_at is not None,
            "endorsement_count": strategy.endorsement_count,
            **sheet,
        }

    def _cell(self, field: SheetField, strategy: Strategy) -> str:
        value = strategy.sheet[field.name]
        if field.shape == "member":
            return strategy.shown_contact.name if strategy.shown_contact else ""
        if field.shape == "text":
            return rich_text.plain_text(value)
        if field.shape == "rows":
            return "\n".join(self._row(field, row) for row in value)
        if isinstance(value, list):
            return "\n".join(filter(None, (self._word(field, entry) for entry in value)))
        return self._word(field, value)

    def _row(self, field: SheetField, row: Mapping[str, str]) -> str:
        level = {"level": self._term(field, row["level"])} if field.vocabulary else {}
        return " | ".join({**row, **level}.values())

    def _word(self, field: SheetField, value: Any) -> str:
        if field.shape == "municipalities":
            return municipalities.get(value).name(self.locale)
        if field.shape == "themes":
            return self.themes.get(value, "")
        if field.vocabulary:
            return self._term(field, value)
        return str(CHOICES.get(field.name, {}).get(value, value))

    def _term(self, field: SheetField, code: str) -> str:
        return self.terms.get((field.vocabulary, code), code)


def member_lines(locale: str) -> Iterator[Sequence[str]]:
    """For organisers: who is here, one line each, after a line of headings."""
    columns = ("name", "email", "municipality", "organisation", "function", "language", "role")
    yield columns
    active = select(Member).where(Member.active).order_by(Member.name_folded, Member.id)
    for member in db.session.scalars(active):
        place = municipalities.get(member.municipality).name(locale) if member.municipality else ""
        organisation = member.organisation.name(locale) if member.organisation else ""
        yield (
            *(member.name, member.email, place, organisation),
            *(member.function, member.locale, member.role),
        )


def _moment(moment: Any) -> str | None:
    return moment.isoformat(timespec="seconds") if moment else None
