"""A member: who speaks here, for which place, in which function."""

import re
import zlib
from datetime import datetime
from typing import Literal

from flask_security import RoleMixin, UserMixin
from sqlalchemy import ForeignKey, String, Text, cast, func, literal, select
from sqlalchemy.orm import Mapped, column_property, mapped_column, relationship

from connect.database import Base, utc_now
from connect.events.models import Stream
from connect.folding import fold
from connect.members.roles import Role
from connect.places import municipalities
from connect.places.models import Organisation
from connect.themes.models import ThemeModerator

MemberRole = Literal["member", "organiser"]
AVATAR_HUES = 12
LONGEST_NAME = 80


def normal_email(email: str) -> str:
    """Addresses are one whatever their case: nobody means two people by it."""
    return email.strip().lower()


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
