"""What somebody whom a decision concerns says against it."""

from datetime import datetime
from typing import Literal

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from connect.database import Base, utc_now
from connect.members.models import Member
from connect.moderation.models.decisions import Decision

AppealOutcome = Literal["upheld", "kept"]


class Appeal(Base):
    """Once for a decision. Upheld, the decision was undone; kept, it stands. Why, the decision
    `answer` says."""

    __tablename__ = "appeals"
    __table_args__ = (Index(None, "answered_at", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decisions.id"), unique=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    text: Mapped[str] = mapped_column(Text)
    lang: Mapped[str] = mapped_column(String(2))
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    answered_at: Mapped[datetime | None]
    outcome: Mapped[AppealOutcome | None] = mapped_column(String(8))
    answer_id: Mapped[int | None] = mapped_column(ForeignKey("decisions.id"))

    decision: Mapped[Decision] = relationship(foreign_keys=decision_id)
    answer: Mapped[Decision | None] = relationship(foreign_keys=answer_id)
    member: Mapped[Member] = relationship()

    @property
    def url(self) -> str:
        return f"/appeals/{self.id}"

    @property
    def subject(self) -> str:
        return f"appeal:{self.id}"
