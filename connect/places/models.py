"""An organisation (a police zone, an association, a ministry), and the words of vocabularies."""

from datetime import datetime

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from connect.database import Base, utc_now


class Organisation(Base):
    """`municipality` is the REFNIS code of the one it works in, if it is local."""

    __tablename__ = "organisations"

    id: Mapped[int] = mapped_column(primary_key=True)
    name_fr: Mapped[str] = mapped_column(String(120))
    name_nl: Mapped[str] = mapped_column(String(120))
    level: Mapped[str] = mapped_column(String(40))
    municipality: Mapped[str | None] = mapped_column(String(5), index=True)
    created_at: Mapped[datetime] = mapped_column(default=utc_now)

    @property
    def page_url(self) -> str:
        return f"/organisations/{self.id}"

    def name(self, locale: str) -> str:
        return self.name_nl if locale == "nl" else self.name_fr


class Term(Base):
    """A word of a vocabulary. Sheets keep its `code`, so that never changes and no term is
    deleted: a retired one is no longer offered, and still named where it was chosen."""

    __tablename__ = "vocabulary_terms"
    __table_args__ = (UniqueConstraint("vocabulary", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    vocabulary: Mapped[str] = mapped_column(String(32))
    code: Mapped[str] = mapped_column(String(40))
    name_fr: Mapped[str] = mapped_column(String(80))
    name_nl: Mapped[str] = mapped_column(String(80))
    name_en: Mapped[str] = mapped_column(String(80), default="")
    position: Mapped[int]
    retired_at: Mapped[datetime | None]

    def name(self, locale: str) -> str:
        """Readers of a language without a name get the French one."""
        return str(getattr(self, f"name_{locale}", "")) or self.name_fr
