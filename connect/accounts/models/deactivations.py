"""When and why an account was closed, and opened again."""

from datetime import datetime

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from connect.database import Base, utc_now
from connect.members.models import Member


class Deactivation(Base):
    """`reason` is for organisers alone. It is over once the account was opened again."""

    __tablename__ = "deactivations"

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id", ondelete="CASCADE"), index=True)
    reason: Mapped[str] = mapped_column(Text, default="")
    by_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    ended_at: Mapped[datetime | None]

    member: Mapped[Member] = relationship(foreign_keys=member_id)
    by: Mapped[Member] = relationship(foreign_keys=by_id)
