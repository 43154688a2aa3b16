"""Events, the streams that number them, and what has been settled."""

from datetime import datetime
from typing import Any, Literal

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from connect.database import Base, utc_now

EventState = Literal["pending", "settled", "parked"]


class Event(Base):
    """A fact, in the past tense: `comment.posted`. Written in the transaction that made it true.

    Members are a layer above the log, so `actor_id` is their number without a foreign key.
    """

    __tablename__ = "events"
    __table_args__ = (Index(None, "state", "due_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(64))
    subject: Mapped[str] = mapped_column(String(64))
    actor_id: Mapped[int | None]
    payload: Mapped[dict[str, Any]] = mapped_column(default=dict)
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    state: Mapped[EventState] = mapped_column(String(16), default="pending")
    due_at: Mapped[datetime] = mapped_column(default=utc_now)
    attempts: Mapped[int] = mapped_column(default=0)
    last_error: Mapped[str | None] = mapped_column(Text)

    @property
    def subject_id(self) -> int:
        return int(self.subject.rpartition(":")[2])


class Settlement(Base):
    """One consequence of one event has happened; the key makes a second time impossible."""

    __tablename__ = "settlements"

    event_id: Mapped[int] = mapped_column(
        ForeignKey("events.id", ondelete="CASCADE"), primary_key=True
    )
    consequence: Mapped[str] = mapped_column(String(96), primary_key=True)


class Stream(Base):
    """A numbered sequence: entries floor+1 … head exist without holes; older ones are pruned."""

    __tablename__ = "streams"

    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    head: Mapped[int] = mapped_column(default=0)
    floor: Mapped[int] = mapped_column(default=0)


class Entry(Base):
    """An event's place in one stream. `token` is the author's own, echoed to their page."""

    __tablename__ = "entries"

    stream: Mapped[str] = mapped_column(ForeignKey("streams.name"), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"), index=True)
    kind: Mapped[str] = mapped_column(String(64))
    subject: Mapped[str] = mapped_column(String(64))
    token: Mapped[str | None] = mapped_column(String(36))
    created_at: Mapped[datetime] = mapped_column(default=utc_now, index=True)

    @property
    def subject_id(self) -> int:
        return int(self.subject.rpartition(":")[2])
