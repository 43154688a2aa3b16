"""A spreadsheet of people to invite, looked at before anything is sent."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from connect.database import Base, utc_now
from connect.members.models import Member


class InvitationList(Base):
    """`lines` as they were read: the number in the file, then its cells by column. Those before
    `handled` are done; what became of each is told by the invitations that point here."""

    __tablename__ = "invitation_lists"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    lines: Mapped[list[tuple[int, dict[str, str]]]] = mapped_column(JSON)
    locale: Mapped[str] = mapped_column(String(2))
    days: Mapped[int]
    message: Mapped[str] = mapped_column(Text, default="")
    handled: Mapped[int] = mapped_column(default=0)
    created_by_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    created_at: Mapped[datetime] = mapped_column(default=utc_now)

    created_by: Mapped[Member] = relationship()

    @property
    def is_done(self) -> bool:
        return self.handled >= len(self.lines)

    @property
    def url(self) -> str:
        return f"/invitations/lists/{self.id}"
