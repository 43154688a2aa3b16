"""Passkeys: keys on members' devices, and the challenges they have answered."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from connect.database import Base, utc_now
from connect.members.models import Member

LONGEST_KEY_NAME = 60


class Passkey(Base):
    """A key on a member's device, of which we know the public half.

    `user_handle` is what authenticators know the member by: random, the same for all passkeys
    of one member. `sign_count` is the authenticator's own; 0 where it keeps none.
    """

    __tablename__ = "passkeys"

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    credential_id: Mapped[bytes] = mapped_column(unique=True)
    public_key: Mapped[bytes]
    user_handle: Mapped[bytes]
    sign_count: Mapped[int]
    transports: Mapped[list[str]] = mapped_column(default=list)
    name: Mapped[str] = mapped_column(String(LONGEST_KEY_NAME))
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    used_at: Mapped[datetime | None]

    member: Mapped[Member] = relationship()


class SpentChallenge(Base):
    """A challenge that was answered once. The session that holds it is a cookie, which whoever
    copied it could send again: so what was spent is kept here for as long as it would be good."""

    __tablename__ = "spent_challenges"

    challenge_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    expires_at: Mapped[datetime]
