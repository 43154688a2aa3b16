"""A line in a member's inbox."""

from datetime import datetime
from typing import Literal

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from connect.accounts.models import Succession
from connect.database import Base, utc_now
from connect.discussions.models import Comment

NotificationKind = Literal["mentioned", "answered", "succession"]


class Notification(Base):
    """A comment names the member or answers them, or somebody hands over a function to them.
    One line per comment, whatever the reasons."""

    __tablename__ = "notifications"
    __table_args__ = (
        UniqueConstraint("member_id", "comment_id"),
        UniqueConstraint("member_id", "succession_id"),
        CheckConstraint("(comment_id IS NULL) <> (succession_id IS NULL)", name="one_subject"),
        Index(None, "member_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    comment_id: Mapped[int | None] = mapped_column(ForeignKey("comments.id", ondelete="CASCADE"))
    succession_id: Mapped[int | None] = mapped_column(
        ForeignKey("successions.id", ondelete="CASCADE")
    )
    kind: Mapped[NotificationKind] = mapped_column(String(16))
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    read_at: Mapped[datetime | None]

    comment: Mapped[Comment | None] = relationship()
    succession: Mapped[Succession | None] = relationship()

    @property
    def url(self) -> str:
        """Where what it tells can be read."""
        about = self.comment or self.succession
        return about.url if about else "/inbox"
