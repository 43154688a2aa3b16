"""The two ways in: a request to join, and an invitation."""

import hashlib
from datetime import datetime
from typing import Literal

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from connect.database import Base, utc_now
from connect.members.models import Member, MemberRole
from connect.places import municipalities

JoinRequestState = Literal["pending", "approved", "declined"]


def hash_token(token: str) -> str:
    """A random token needs no salt and no slow hash."""
    return hashlib.sha256(token.encode()).hexdigest()


class JoinRequest(Base):
    """Somebody asks to join; an organiser decides. One address has one pending request."""

    __tablename__ = "join_requests"
    __table_args__ = (
        Index(
            "uq_join_requests_pending_email",
            "email",
            unique=True,
            sqlite_where=text("state = 'pending'"),
            postgresql_where=text("state = 'pending'"),
        ),
        Index(None, "state", "created_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254))
    name: Mapped[str] = mapped_column(String(80))
    municipality: Mapped[str | None] = mapped_column(String(5))
    organisation: Mapped[str] = mapped_column(String(120), default="")
    function: Mapped[str] = mapped_column(String(120), default="")
    locale: Mapped[str] = mapped_column(String(2))
    message: Mapped[str] = mapped_column(Text, default="")
    state: Mapped[JoinRequestState] = mapped_column(String(16), default="pending")
    reason: Mapped[str] = mapped_column(Text, default="")
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    decided_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=utc_now)

    decided_by: Mapped[Member | None] = relationship()

    def place_name(self, locale: str) -> str:
        if self.municipality:
            return municipalities.get(self.municipality).name(locale)
        return self.organisation


class Invitation(Base):
    """A link that lets its holder join. Only the hash of its token is kept.

    With an `email` it was mailed there, so that its use proves the address.
    """

    __tablename__ = "invitations"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    email: Mapped[str | None] = mapped_column(String(254))
    role: Mapped[MemberRole] = mapped_column(String(16), default="member")
    theme_ids: Mapped[list[int]] = mapped_column(default=list)
    municipality: Mapped[str | None] = mapped_column(String(5))
    join_request_id: Mapped[int | None] = mapped_column(ForeignKey("join_requests.id"))
    expires_at: Mapped[datetime]
    uses_left: Mapped[int] = mapped_column(default=1)
    created_by_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    created_at: Mapped[datetime] = mapped_column(default=utc_now)

    created_by: Mapped[Member] = relationship()
    join_request: Mapped[JoinRequest | None] = relationship()

    @property
    def is_open(self) -> bool:
        return self.uses_left > 0 and self.expires_at > utc_now()
