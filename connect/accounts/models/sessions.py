"""Where a member is signed in, and since when."""

from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from connect.database import Base, utc_now
from connect.members.models import Member

Proof = Literal["password", "link", "passkey", "openid", "joining"]

LASTS_UNSEEN = timedelta(days=30)
FRESH_FOR = timedelta(minutes=30)


class MemberSession(Base):
    """One sign-in on one device. The cookie holds a random key, of which only the hash is kept:
    who ends the session ends every copy of its cookie.

    `how` is what was proved first; `proved_at`, when the member last proved to be who they are.
    """

    __tablename__ = "member_sessions"
    __table_args__ = (Index(None, "member_id", "revoked_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    key_hash: Mapped[str] = mapped_column(String(64), unique=True)
    how: Mapped[Proof] = mapped_column(String(16))
    device: Mapped[str] = mapped_column(String(80), default="")
    place: Mapped[str] = mapped_column(String(64), default="")
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    last_seen_at: Mapped[datetime] = mapped_column(default=utc_now, index=True)
    proved_at: Mapped[datetime] = mapped_column(default=utc_now)
    revoked_at: Mapped[datetime | None]

    member: Mapped[Member] = relationship()

    @property
    def is_fresh(self) -> bool:
        """Whether what is sensitive may be changed without another proof."""
        return self.proved_at > utc_now() - FRESH_FOR
