"""The two ways in: a request to join, and an invitation."""

from datetime import datetime
from typing import Literal

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from connect.database import Base, utc_now
from connect.members.models import Member
from connect.places import municipalities
from connect.places.models import Organisation

JoinRequestState = Literal["pending", "approved", "declined"]
InvitationRole = Literal["member", "moderator", "organiser"]
InvitationState = Literal["open", "used", "expired", "withdrawn"]


class JoinRequest(Base):
    """Somebody asks to join; an organiser decides. One address has one pending request.

    With a `domain` nobody decided: it was a known one, whose people join at once.
    """

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
    domain: Mapped[str | None] = mapped_column(String(253))
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

    With an `email` it was mailed there, so that its use proves the address. Who follows it finds
    `name`, `function` and place filled in. Nobody made it when a known domain let somebody in.
    """

    __tablename__ = "invitations"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    email: Mapped[str | None] = mapped_column(String(254), index=True)
    role: Mapped[InvitationRole] = mapped_column(String(16), default="member")
    theme_ids: Mapped[list[int]] = mapped_column(default=list)
    name: Mapped[str] = mapped_column(String(80), default="")
    function: Mapped[str] = mapped_column(String(120), default="")
    municipality: Mapped[str | None] = mapped_column(String(5))
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"))
    locale: Mapped[str] = mapped_column(String(2), default="fr")
    message: Mapped[str] = mapped_column(Text, default="")
    join_request_id: Mapped[int | None] = mapped_column(ForeignKey("join_requests.id"))
    list_id: Mapped[int | None] = mapped_column(
        ForeignKey("invitation_lists.id", ondelete="SET NULL"), index=True
    )
    days: Mapped[int] = mapped_column(default=30)
    expires_at: Mapped[datetime]
    uses: Mapped[int] = mapped_column(default=1)
    uses_left: Mapped[int] = mapped_column(default=1)
    withdrawn_at: Mapped[datetime | None]
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    created_at: Mapped[datetime] = mapped_column(default=utc_now)

    created_by: Mapped[Member | None] = relationship()
    join_request: Mapped[JoinRequest | None] = relationship()
    organisation: Mapped[Organisation | None] = relationship()
    used_by: Mapped[list["InvitationUse"]] = relationship(order_by="InvitationUse.used_at")

    @property
    def state(self) -> InvitationState:
        if self.withdrawn_at:
            return "withdrawn"
        if self.uses_left <= 0:
            return "used"
        return "open" if self.expires_at > utc_now() else "expired"

    @property
    def is_open(self) -> bool:
        return self.state == "open"

    @property
    def url(self) -> str:
        return f"/invitations/{self.id}"

    def place_name(self, locale: str) -> str:
        if self.municipality:
            return municipalities.get(self.municipality).name(locale)
        return self.organisation.name(locale) if self.organisation else ""


class InvitationUse(Base):
    """Who joined by which invitation."""

    __tablename__ = "invitation_uses"

    invitation_id: Mapped[int] = mapped_column(
        ForeignKey("invitations.id", ondelete="CASCADE"), primary_key=True
    )
    member_id: Mapped[int] = mapped_column(
        ForeignKey("members.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    used_at: Mapped[datetime] = mapped_column(default=utc_now)

    member: Mapped[Member] = relationship()
