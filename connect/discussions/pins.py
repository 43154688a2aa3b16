"""Threads that stand first: pins, and what each member did with them."""

from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    Index,
    String,
    and_,
    or_,
    text,
)
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, mapped_column, relationship

from connect.database import Base, utc_now
from connect.discussions.models import Thread

PinKind = Literal["announcement", "beacon"]

LONGEST_REASON = 500


class Pin(Base):
    """A thread stands first, in its theme or everywhere, for the reason that is said beside it.

    An announcement leaves a member's view once its thread was opened, until its opening says
    something new; a beacon stays. Of two, the one with the lower `position` stands higher. Taken
    off, it is kept with all that it was: that can be undone.
    """

    __tablename__ = "pins"
    __table_args__ = (
        CheckConstraint("kind IN ('announcement', 'beacon')", name="kind"),
        Index(None, "removed_at", "ends_at"),
        Index(
            "uq_pins_current",
            "thread_id",
            unique=True,
            sqlite_where=text("removed_at IS NULL"),
            postgresql_where=text("removed_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    thread_id: Mapped[int] = mapped_column(ForeignKey("threads.id"))
    kind: Mapped[PinKind] = mapped_column(String(16))
    everywhere: Mapped[bool]
    position: Mapped[int]
    reason: Mapped[str] = mapped_column(String(LONGEST_REASON))
    lang: Mapped[str] = mapped_column(String(2))
    ends_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    removed_at: Mapped[datetime | None]

    thread: Mapped[Thread] = relationship()

    @hybrid_property
    def is_current(self) -> bool:
        """Over at the very moment, whenever the worker comes to take it off."""
        is_over = self.ends_at is not None and self.ends_at <= utc_now()
        return self.removed_at is None and not is_over

    @is_current.inplace.expression
    @classmethod
    def _is_current(cls) -> ColumnElement[bool]:
        goes_on = or_(cls.ends_at.is_(None), cls.ends_at > utc_now())
        return and_(cls.removed_at.is_(None), goes_on)

    @property
    def last_moment(self) -> datetime | None:
        """Of its last day, where it ends at midnight."""
        return self.ends_at and self.ends_at - timedelta(seconds=1)

    @property
    def subject(self) -> str:
        return f"pin:{self.id}"


class PinMark(Base):
    """What a member did with a pin: put it aside, and which version of the thread's opening they
    have opened last (0: none since it is pinned)."""

    __tablename__ = "pin_marks"

    pin_id: Mapped[int] = mapped_column(ForeignKey("pins.id", ondelete="CASCADE"), primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), primary_key=True, index=True)
    is_aside: Mapped[bool] = mapped_column(default=False)
    opened_version: Mapped[int] = mapped_column(default=0)
