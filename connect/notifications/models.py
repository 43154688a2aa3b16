"""A line in a member's inbox."""

from datetime import datetime
from typing import Literal

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from connect.accounts.models import Succession
from connect.database import Base, utc_now
from connect.discussions.models import Comment
from connect.drafts.models import Draft

NotificationKind = Literal["mentioned", "answered", "succession", "not_published"]

ONE_SUBJECT = (
    "(CASE WHEN comment_id IS NULL THEN 0 ELSE 1 END)"
    " + (CASE WHEN succession_id IS NULL THEN 0 ELSE 1 END)"
    " + (CASE WHEN draft_id IS NULL THEN 0 ELSE 1 END) = 1"
)


class Notification(Base):
    """A comment names the member or answers them, somebody hands over a function to them, or a
    draft of theirs could not be published when it should have been.
    One line per comment, whatever the reasons."""

    __tablename__ = "notifications"
    __table_args__ = (
        UniqueConstraint("member_id", "comment_id"),
        UniqueConstraint("member_id", "succession_id"),
        UniqueConstraint("member_id", "draft_id"),
        CheckConstraint(ONE_SUBJECT, name="one_subject"),
        Index(None, "member_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    comment_id: Mapped[int | None] = mapped_column(ForeignKey("comments.id", ondelete="CASCADE"))
    succession_id: Mapped[int | None] = mapped_column(
        ForeignKey("successions.id", ondelete="CASCADE")
    )
    draft_id: Mapped[int | None] = mapped_column(ForeignKey("drafts.id", ondelete="CASCADE"))
    kind: Mapped[NotificationKind] = mapped_column(String(16))
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    read_at: Mapped[datetime | None]

    comment: Mapped[Comment | None] = relationship()
    succession: Mapped[Succession | None] = relationship()
    draft: Mapped[Draft | None] = relationship()

    @property
    def url(self) -> str:
        """Where what it tells can be read."""
        about = self.comment or self.succession
        return about.url if about else "/drafts/"
