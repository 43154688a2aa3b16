"""The log of decisions: who did what, why and when, and whether it was undone."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from connect.database import Base, utc_now
from connect.discussions.models import Comment, Thread
from connect.members.models import Member
from connect.themes.models import Theme

LONGEST_REASON = 500


class Decision(Base):
    """One act of moderation; `kind` is that of its event ("thread.closed").

    `by` is nobody where a timer carried out what was decided before. `theme_id` is where it was
    decided: nowhere means by organisers, for everywhere. `member` is whom it concerns, if anybody.
    `payload` is what undoing it needs to know, and is shown to nobody.
    """

    __tablename__ = "decisions"
    __table_args__ = (
        Index(None, "theme_id", "id"),
        Index(None, "thread_id", "id"),
        Index(None, "comment_id"),
        Index(None, "member_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(64))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    reason: Mapped[str] = mapped_column(String(LONGEST_REASON), default="")
    lang: Mapped[str] = mapped_column(String(2))
    theme_id: Mapped[int | None] = mapped_column(ForeignKey("themes.id"))
    thread_id: Mapped[int | None] = mapped_column(ForeignKey("threads.id"))
    comment_id: Mapped[int | None] = mapped_column(ForeignKey("comments.id"))
    member_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    payload: Mapped[dict[str, Any]] = mapped_column(default=dict)
    created_at: Mapped[datetime] = mapped_column(default=utc_now, index=True)
    undone_at: Mapped[datetime | None]
    undone_by_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))

    by: Mapped[Member | None] = relationship(foreign_keys=by_id)
    undone_by: Mapped[Member | None] = relationship(foreign_keys=undone_by_id)
    member: Mapped[Member | None] = relationship(foreign_keys=member_id)
    theme: Mapped[Theme | None] = relationship()
    thread: Mapped[Thread | None] = relationship()
    comment: Mapped[Comment | None] = relationship()

    @property
    def url(self) -> str:
        return f"/decisions/{self.id}"

    @property
    def subject(self) -> str:
        return f"decision:{self.id}"
