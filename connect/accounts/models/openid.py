"""Accounts elsewhere with which members sign in."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from connect.database import Base, utc_now
from connect.members.models import LONGEST_NAME, Member

LONGEST_SUBJECT = 255


class ExternalIdentity(Base):
    """Who vouches (`issuer`), and for whom (`subject`); `name` as it was told when linked.

    An e-mail address is not kept and never compared: a provider may let anybody claim one.
    """

    __tablename__ = "external_identities"
    __table_args__ = (
        UniqueConstraint("issuer", "subject"),
        UniqueConstraint("member_id", "issuer"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    issuer: Mapped[str] = mapped_column(String(255))
    subject: Mapped[str] = mapped_column(String(LONGEST_SUBJECT))
    name: Mapped[str] = mapped_column(String(LONGEST_NAME), default="")
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    used_at: Mapped[datetime | None]

    member: Mapped[Member] = relationship()
