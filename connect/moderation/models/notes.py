"""What moderators tell each other."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from connect.database import Base, utc_now
from connect.members.models import Member

LONGEST_NOTE = 1000


class StaffNote(Base):
    """A few words about a comment, a thread, a member or a report; `subject` is its name
    ("member:3")."""

    __tablename__ = "staff_notes"
    __table_args__ = (Index(None, "subject", "id"), UniqueConstraint("author_id", "token"))

    id: Mapped[int] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(String(40))
    author_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    text: Mapped[str] = mapped_column(String(LONGEST_NOTE))
    lang: Mapped[str] = mapped_column(String(2))
    token: Mapped[str | None] = mapped_column(String(36))
    created_at: Mapped[datetime] = mapped_column(default=utc_now)

    author: Mapped[Member] = relationship()
