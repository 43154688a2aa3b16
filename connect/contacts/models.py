"""One member asks another for contact."""

from datetime import datetime
from typing import Literal

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from connect.database import Base, utc_now
from connect.members.models import Member

ContactState = Literal["asked", "accepted", "declined", "withdrawn"]
LONGEST_SUBJECT = 120
LONGEST_MESSAGE = 1000
LONGEST_ANSWER = 600


class ContactRequest(Base):
    """`about` names what it came from ("strategy:12"); `lang` is that of subject and message.
    Between two members one at a time waits in each direction. Addresses are never kept here:
    they are shown while the state is `accepted` and both are members."""

    __tablename__ = "contact_requests"
    __table_args__ = (
        UniqueConstraint("asker_id", "token"),
        Index(
            "uq_contact_requests_open_asker_id_asked_id",
            "asker_id",
            "asked_id",
            unique=True,
            sqlite_where=text("state = 'asked'"),
            postgresql_where=text("state = 'asked'"),
        ),
        Index(None, "asked_id", "id"),
        Index(None, "asker_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    asker_id: Mapped[int] = mapped_column(ForeignKey("members.id", ondelete="CASCADE"))
    asked_id: Mapped[int] = mapped_column(ForeignKey("members.id", ondelete="CASCADE"))
    subject: Mapped[str] = mapped_column(String(LONGEST_SUBJECT))
    message: Mapped[str] = mapped_column(Text)
    lang: Mapped[str] = mapped_column(String(2))
    about: Mapped[str | None] = mapped_column(String(64))
    state: Mapped[ContactState] = mapped_column(String(16), default="asked")
    token: Mapped[str | None] = mapped_column(String(36))
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    answered_at: Mapped[datetime | None]
    answer: Mapped[str] = mapped_column(Text, default="")

    asker: Mapped[Member] = relationship(foreign_keys=asker_id)
    asked: Mapped[Member] = relationship(foreign_keys=asked_id)

    @property
    def is_open(self) -> bool:
        return self.state == "asked" and self.asker.active and self.asked.active

    @property
    def shows_addresses(self) -> bool:
        return self.state == "accepted" and self.asker.active and self.asked.active

    @property
    def url(self) -> str:
        return f"/contact-requests/{self.id}"

    def other(self, member: Member) -> Member:
        """The one of the two whom `member` is in contact with."""
        return self.asked if member.id == self.asker_id else self.asker
