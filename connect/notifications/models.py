"""A line in a member's inbox."""

from datetime import datetime
from typing import Literal

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from connect.database import Base, utc_now
from connect.discussions.models import Comment

NotificationKind = Literal["mentioned", "answered"]


class Notification(Base):
    """A comment names the member or answers them. One line per comment, whatever the reasons."""

    __tablename__ = "notifications"
    __table_args__ = (
        UniqueConstraint("member_id", "comment_id"),
        Index(None, "member_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    comment_id: Mapped[int] = mapped_column(ForeignKey("comments.id", ondelete="CASCADE"))
    kind: Mapped[NotificationKind] = mapped_column(String(16))
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    read_at: Mapped[datetime | None]

    comment: Mapped[Comment] = relationship()
