"""Members who are kept out for a time."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from connect.database import Base, utc_now
from connect.members.models import Member
from connect.moderation.models.decisions import Decision
from connect.themes.models import Theme


class Suspension(Base):
    """From a theme, where the member reads and does not write, or from everywhere: then nobody
    gets in. It runs until `until`, or until somebody ends it. What it means at this moment is
    copied to the member's row, which every page has read."""

    __tablename__ = "suspensions"
    __table_args__ = (
        Index(None, "member_id", "ended_at"),
        Index(None, "ended_at", "until"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    theme_id: Mapped[int | None] = mapped_column(ForeignKey("themes.id"))
    decision_id: Mapped[int] = mapped_column(ForeignKey("decisions.id"), unique=True)
    until: Mapped[datetime]
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    ended_at: Mapped[datetime | None]

    member: Mapped[Member] = relationship()
    theme: Mapped[Theme | None] = relationship()
    decision: Mapped[Decision] = relationship()

    @property
    def is_running(self) -> bool:
        return self.ended_at is None and self.until > utc_now()
