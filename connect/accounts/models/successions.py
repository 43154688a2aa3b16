"""A function hands what belongs to it to a successor, with the consent of both."""

from datetime import datetime
from typing import Any, Literal

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from connect.database import Base, utc_now
from connect.members.models import Member

SuccessionState = Literal["pending", "accepted", "declined", "withdrawn"]


class Succession(Base):
    """`parts` are the keys of what was offered, by part: what is begun later stays. `outcome`
    tells how many of each part were handed over. A member has one pending at a time."""

    __tablename__ = "successions"
    __table_args__ = (
        Index(
            "uq_successions_pending_giver_id",
            "giver_id",
            unique=True,
            sqlite_where=text("state = 'pending'"),
            postgresql_where=text("state = 'pending'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    giver_id: Mapped[int] = mapped_column(ForeignKey("members.id", ondelete="CASCADE"), index=True)
    successor_id: Mapped[int] = mapped_column(
        ForeignKey("members.id", ondelete="CASCADE"), index=True
    )
    started_by_id: Mapped[int] = mapped_column(ForeignKey("members.id", ondelete="CASCADE"))
    parts: Mapped[dict[str, Any]]
    message: Mapped[str] = mapped_column(Text, default="")
    state: Mapped[SuccessionState] = mapped_column(String(16), default="pending")
    outcome: Mapped[dict[str, Any]] = mapped_column(default=dict)
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    expires_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]

    giver: Mapped[Member] = relationship(foreign_keys=giver_id)
    successor: Mapped[Member] = relationship(foreign_keys=successor_id)
    started_by: Mapped[Member] = relationship(foreign_keys=started_by_id)

    @property
    def is_open(self) -> bool:
        return self.state == "pending" and self.expires_at > utc_now()

    @property
    def url(self) -> str:
        return f"/successions/{self.id}"
