"""What a field of a sheet says, as paragraphs to read and to compare: also codes, rows and days."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from babel.dates import format_date
from flask_babel import gettext as _
from sqlalchemy import select

from connect import rich_text
from connect.database import db
from connect.members.models import Member
from connect.places import municipalities
from connect.rich_text import Paragraph
from connect.strategies.fields import COLUMNS, SheetField
from connect.strategies.models import Sheet
from connect.strategies.wording import Wording, Wordings
from connect.themes.queries import listed_themes
from connect.web.languages import current_locale


@dataclass(frozen=True)
class Saying:
    """The names that some sheets need, as one reader may know them."""

    wording: Wording
    themes: dict[int, str]
    members: dict[int, str]

    def paragraphs(self, field: SheetField, value: Any) -> Sequence[Paragraph]:
        """Nothing for an empty field."""
        if not value:
            return []
        if field.shape == "text":
            return rich_text.paragraphs(value)
        if isinstance(value, list):
            return [Paragraph("li", self._entry(field, entry)) for entry in value]
        return [Paragraph("p", self._one(field, value))]

    def _entry(self, field: SheetField, entry: Any) -> str:
        if field.shape == "rows":
            return self._row(field, entry)
        if field.shape == "municipalities":
            return municipalities.get(entry).name(self.wording.locale)
        if field.shape == "themes":
            return self.themes.get(entry, _("A theme that is not open to you"))
        return str(entry) if field.shape == "lines" else self.wording.name(field.name, entry)

    def _row(self, field: SheetField, row: dict[str, str]) -> str:
        said = (
            {**row, "level": self.wording.name(field.name, row["level"])} if "level" in row else row
        )
        labels = COLUMNS[field.name]
        return " · ".join(
            f"{labels[name]}{_(': ')}{said[name]}" for name in labels if said.get(name)
        )

    def _one(self, field: SheetField, value: Any) -> str:
        match field.shape:
            case "choice" | "term":
                return self.wording.name(field.name, value)
            case "member":
                return self.members.get(value, _("Somebody who has left"))
            case "tick":
                return _("Yes")
            case "number":
                return self.wording.number(value)
            case "month" | "end":
                return self.wording.end(value)
            case "day":
                return format_date(date.fromisoformat(value), "long", locale=self.wording.locale)
        return str(value)


def saying_of(reader: Member | None, sheets: Iterable[Sheet]) -> Saying:
    """In three queries, however many sheets."""
    member_ids = {sheet["contact"] for sheet in sheets if sheet["contact"]}
    members = select(Member.id, Member.name).where(Member.id.in_(member_ids))
    locale = current_locale()
    return Saying(
        wording=Wordings().of(locale),
        themes={theme.id: theme.name(locale) for theme in listed_themes(reader)},
        members={found.id: found.name for found in db.session.execute(members)},
    )
