"""Acts on many things at once, and which first texts of newcomers somebody has looked at."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from connect.database import Base, utc_now
from connect.members.models import Member
from connect.moderation.models.decisions import LONGEST_REASON


class Batch(Base):
    """One act (see `batching.ACTS`) on each of `targets`, carried out by the worker one by one.

    The numbers of `targets` are those of threads, comments, reports or decisions, as the act
    says. Those before `handled` are done with: `decisions` came of them, and `failures` says of
    which nothing came, and why (`{"target": 12, "why": "…"}`). `details` is what the act asks for
    beside a reason. A batch that undoes another one names it, which happens once.
    """

    __tablename__ = "batches"
    __table_args__ = (
        UniqueConstraint("by_id", "token"),
        Index(None, "finished_at", "id"),
        Index(None, "by_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    token: Mapped[str | None] = mapped_column(String(36))
    act: Mapped[str] = mapped_column(String(32))
    section: Mapped[str] = mapped_column(String(32))
    targets: Mapped[list[int]] = mapped_column(default=list)
    reason: Mapped[str] = mapped_column(String(LONGEST_REASON), default="")
    details: Mapped[dict[str, Any]] = mapped_column(default=dict)
    handled: Mapped[int] = mapped_column(default=0)
    failures: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    decisions: Mapped[list[int]] = mapped_column(default=list)
    undoes_id: Mapped[int | None] = mapped_column(ForeignKey("batches.id"), unique=True)
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    started_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    undone_at: Mapped[datetime | None]

    by: Mapped[Member] = relationship()

    @property
    def url(self) -> str:
        return f"/moderation/batches/{self.id}"

    @property
    def subject(self) -> str:
        return f"batch:{self.id}"

    @property
    def done_count(self) -> int:
        return self.handled - len(self.failures)


class FirstLook(Base):
    """A moderator has looked at the first text of a newcomer: no other needs to."""

    __tablename__ = "first_looks"

    comment_id: Mapped[int] = mapped_column(
        ForeignKey("comments.id", ondelete="CASCADE"), primary_key=True
    )
    by_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    looked_at: Mapped[datetime] = mapped_column(default=utc_now)
