"""What a municipality says of a practice, and what it said before."""

from datetime import datetime
from typing import Literal, get_args

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from connect.database import Base, utc_now
from connect.members.models import Member
from connect.places import municipalities
from connect.places.municipalities import Municipality

Level = Literal["applies", "adapted", "supports", "reservation", "to_confirm"]
LEVELS: tuple[Level, ...] = get_args(Level)
LONGEST_MANDATE = 120
LONGEST_NOTE = 600
LONGEST_REASON = 300


class Endorsement(Base):
    """`municipality` (a REFNIS code) endorses `subject` ("strategy:12"); `member` acted for it,
    in the function or by the mandate they named. It is the municipality's, whoever comes or goes.

    A row is never changed but to end it: then another one replaced it, or, where
    `withdrawal_reason` is a text (also an empty one), `ended_by` withdrew it. All rows of a
    municipality are its history; the index lets one of them stand.
    """

    __tablename__ = "endorsements"
    __table_args__ = (
        UniqueConstraint("member_id", "token"),
        CheckConstraint(
            "level IN ('applies', 'adapted', 'supports', 'reservation', 'to_confirm')",
            name="level",
        ),
        Index(None, "subject", "id"),
        Index(None, "municipality", "id"),
        Index(
            "uq_endorsements_current",
            "subject",
            "municipality",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(String(64))
    municipality: Mapped[str] = mapped_column(String(5))
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    mandate: Mapped[str] = mapped_column(String(LONGEST_MANDATE))
    level: Mapped[Level] = mapped_column(String(16))
    note: Mapped[str] = mapped_column(String(LONGEST_NOTE), default="")
    lang: Mapped[str] = mapped_column(String(2))
    token: Mapped[str | None] = mapped_column(String(36))
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    withdrawal_reason: Mapped[str | None] = mapped_column(String(LONGEST_REASON))

    member: Mapped[Member] = relationship(foreign_keys=member_id)
    ended_by: Mapped[Member | None] = relationship(foreign_keys=ended_by_id)

    @property
    def url(self) -> str:
        """Where it can be read for good, also when another one has replaced it."""
        return f"/endorsements/{self.subject}/history#said-{self.id}"

    @property
    def place(self) -> Municipality:
        return municipalities.get(self.municipality)

    def place_name(self, locale: str) -> str:
        return self.place.name(locale)

    @property
    def is_current(self) -> bool:
        return self.ended_at is None

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawal_reason is not None

    @property
    def speaks_for_it_still(self) -> bool:
        """Whether who acted then still speaks for the municipality."""
        return self.member.active and self.member.municipality == self.municipality
