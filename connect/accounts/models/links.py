"""Links that are mailed: to sign in, and to change an address."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from connect.database import Base, utc_now
from connect.members.models import Member


class SignInLink(Base):
    """Good once, for a quarter of an hour. Only the hash of its token is kept."""

    __tablename__ = "sign_in_links"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    leads_to: Mapped[str] = mapped_column(String(500), default="/")
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]

    member: Mapped[Member] = relationship()


class AddressChange(Base):
    """A member's new address, until both mailboxes have agreed: the old one allows it, the new
    one proves that mail reaches it. A member has one at a time.

    When the old mailbox is lost, an organiser allows it instead.
    """

    __tablename__ = "address_changes"

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), unique=True)
    email: Mapped[str] = mapped_column(String(254))
    old_token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    new_token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    allowed_at: Mapped[datetime | None]
    proved_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    expires_at: Mapped[datetime]

    member: Mapped[Member] = relationship()
