"""A member, and the two ways in: an invitation or a request."""

import hashlib
import re
import zlib
from datetime import datetime
from typing import Literal

from flask_security import RoleMixin, UserMixin
from sqlalchemy import ForeignKey, Index, String, Text, cast, func, literal, select, text
from sqlalchemy.orm import Mapped, column_property, mapped_column, relationship

from connect.database import Base, utc_now
from connect.events.models import Stream
from connect.folding import fold
from connect.members.roles import Role
from connect.places import municipalities
from connect.places.models import Organisation
from connect.themes.models import ThemeModerator

MemberRole = Literal["member", "organiser"]
JoinRequestState = Literal["pending", "approved", "declined"]
AVATAR_HUES = 12
LONGEST_NAME = 80


def normal_email(email: str) -> str:
    """Addresses are one whatever their case: nobody means two people by it."""
    return email.strip().lower()


def hash_token(token: str) -> str:
    """A random token needs no salt and no slow hash."""
    return hashlib.sha256(token.encode()).hexdigest()


def folded_name(name: str) -> str:
    """As look-ups compare it, cut to its column: one letter can fold to eighteen."""
    return fold(name)[:LONGEST_NAME]


class Member(Base, UserMixin):
    """Somebody who speaks for a municipality or an organisation, and has a function there.

    `name_folded` is the name without case and accents, as mentions and look-ups compare it.
    `unread_count` is stored so that no page has to count the inbox.
    """

    __tablename__ = "members"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    password: Mapped[str | None] = mapped_column(String(255))
    active: Mapped[bool] = mapped_column(default=True)
    fs_uniquifier: Mapped[str] = mapped_column(String(64), unique=True)
    confirmed_at: Mapped[datetime | None]
    role: Mapped[MemberRole] = mapped_column(String(16), default="member")

    name: Mapped[str] = mapped_column(String(LONGEST_NAME))
    name_folded: Mapped[str] = mapped_column(String(LONGEST_NAME), index=True)
    municipality: Mapped[str | None] = mapped_column(String(5), index=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"), index=True)
    function: Mapped[str] = mapped_column(String(120), default="")
    locale: Mapped[str] = mapped_column(String(2), default="fr")
    languages: Mapped[list[str]] = mapped_column(default=list)
    presentation: Mapped[str] = mapped_column(Text, default="")
    presentation_lang: Mapped[str | None] = mapped_column(String(2))
    avatar: Mapped[str | None] = mapped_column(String(80))
    shows_presence: Mapped[bool] = mapped_column(default=True)
    unread_count: Mapped[int] = mapped_column(default=0)
    joined_at: Mapped[datetime] = mapped_column(default=utc_now)

    organisation: Mapped[Organisation | None] = relationship(lazy="joined")
    moderations: Mapped[list[ThemeModerator]] = relationship()
    # The head of the member's own stream, read with the row so that every page can follow it.
    inbox_seq: Mapped[int] = column_property(
        select(func.coalesce(func.max(Stream.head), 0))
        .where(Stream.name == literal("member:").concat(cast(id, String)))
        .scalar_subquery(),
        deferred=True,
    )

    @property
    def roles(self) -> list[RoleMixin]:  # type: ignore[override]
        """What Flask-Security asks for; only to be read, the word is in `role`."""
        return [Role(self.role)]

    @property
    def is_organiser(self) -> bool:
        return self.role == "organiser"

    @property
    def moderated_theme_ids(self) -> frozenset[int]:
        return frozenset(row.theme_id for row in self.moderations)

    @property
    def stream(self) -> str:
        return f"member:{self.id}"

    @property
    def initials(self) -> str:
        words = re.findall(r"\w+", self.name)
        return "".join(word[0] for word in (words[:1] + words[-1:] if words[1:] else words)).upper()

    @property
    def hue(self) -> int:
        """0 … 11, the same for a name on every page and every machine."""
        return zlib.crc32(self.name.encode()) % AVATAR_HUES

    @property
    def avatar_url(self) -> str | None:
        return self.avatar and f"/avatars/{self.avatar}"

    @property
    def profile_url(self) -> str:
        return f"/members/{self.id}"

    def place_name(self, locale: str) -> str:
        """The municipality or organisation the member speaks for, in the reader's language."""
        if self.municipality:
            return municipalities.get(self.municipality).name(locale)
        return self.organisation.name(locale) if self.organisation else ""


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
