"""A strategy and those who write it."""

from datetime import date, datetime
from typing import Any, Literal

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from connect.database import Base, utc_now
from connect.discussions.models import Thread
from connect.members.models import Member

StrategyState = Literal["draft", "published", "archived"]
StrategyVisibility = Literal["members", "partners", "public"]
Sheet = dict[str, Any]
"""What a sheet says, by the names of `fields.FIELDS`; an empty field has its empty value."""


class Strategy(Base):
    """What a municipality does about safety, written down so that another one can take it over.

    `sheet` is the truth; `title`, `visibility`, `lang`, `review_on`, `contact_id`, `words` and
    the rows of `facets` are copies of it, for conditions and lists (see `actions.retelling`).
    `thread` is its discussion, from the first publication on. `proven_at`: a moderator confirmed
    that the full sheet is a proven practice. `vouched_at`: a writer declared that nobody can be
    recognised in it. `contact_agreed_at`: the contact person agreed to be named. `was_published`:
    what the sheet says now could once be read by its audience.
    """

    __tablename__ = "strategies"
    __table_args__ = (
        UniqueConstraint("author_id", "token"),
        Index(None, "state", "updated_at", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    token: Mapped[str | None] = mapped_column(String(36))
    state: Mapped[StrategyState] = mapped_column(String(16), default="draft")
    visibility: Mapped[StrategyVisibility] = mapped_column(String(16), default="members")
    title: Mapped[str] = mapped_column(String(120))
    lang: Mapped[str] = mapped_column(String(2))
    sheet: Mapped[dict[str, Any]] = mapped_column(default=dict)
    files: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    words: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    updated_at: Mapped[datetime] = mapped_column(default=utc_now)
    published_at: Mapped[datetime | None]
    archived_at: Mapped[datetime | None]
    was_published: Mapped[bool] = mapped_column(default=False)
    vouched_at: Mapped[datetime | None]
    proven_at: Mapped[datetime | None]
    proven_by_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    proof_removal_reason: Mapped[str | None] = mapped_column(String(500))
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"), index=True)
    contact_agreed_at: Mapped[datetime | None]
    review_on: Mapped[date | None]
    reminded_at: Mapped[datetime | None]
    adapted_from_id: Mapped[int | None] = mapped_column(ForeignKey("strategies.id"), index=True)
    thread_id: Mapped[int | None] = mapped_column(ForeignKey("threads.id"), unique=True)
    endorsement_count: Mapped[int] = mapped_column(default=0)

    author: Mapped[Member] = relationship(foreign_keys=author_id)
    contact: Mapped[Member | None] = relationship(foreign_keys=contact_id)
    writers: Mapped[list["StrategyWriter"]] = relationship(
        cascade="all, delete-orphan", order_by="StrategyWriter.added_at"
    )
    thread: Mapped[Thread | None] = relationship()

    @property
    def stream(self) -> str:
        return f"strategy:{self.id}"

    @property
    def subject(self) -> str:
        return self.stream

    @property
    def url(self) -> str:
        return f"/strategies/{self.id}"

    @property
    def file_keys(self) -> list[str]:
        return [file["key"] for file in self.files]

    @property
    def writer_ids(self) -> frozenset[int]:
        """Its author and co-authors."""
        return frozenset({self.author_id, *(writer.member_id for writer in self.writers)})

    @property
    def is_due(self) -> bool:
        """Its writers said that it should be read again by now."""
        due = self.review_on is not None and self.review_on <= utc_now().date()
        return due and self.state == "published"

    @property
    def shown_contact(self) -> Member | None:
        """The contact person, while they agree to be named and are here."""
        if self.contact is None or self.contact_agreed_at is None or not self.contact.active:
            return None
        return self.contact

    @property
    def municipalities(self) -> list[str]:
        """REFNIS codes of those who carry it."""
        return list(self.sheet.get("municipalities", []))

    @property
    def theme_ids(self) -> list[int]:
        return list(self.sheet.get("themes", []))


class StrategyWriter(Base):
    """A co-author: writes the sheet as its author does."""

    __tablename__ = "strategy_writers"

    strategy_id: Mapped[int] = mapped_column(
        ForeignKey("strategies.id", ondelete="CASCADE"), primary_key=True
    )
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), primary_key=True, index=True)
    added_at: Mapped[datetime] = mapped_column(default=utc_now)

    member: Mapped[Member] = relationship()
