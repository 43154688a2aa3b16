"""A member: who speaks here, for which place, in which function."""

import re
import zlib
from datetime import UTC, datetime
from typing import Literal

from flask import current_app
from flask_security import RoleMixin, UserMixin
from sqlalchemy import (
    ColumnElement,
    ForeignKey,
    SmallInteger,
    String,
    Text,
    cast,
    false,
    func,
    literal,
    select,
)
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, column_property, mapped_column, relationship

from connect.database import Base, utc_now
from connect.events.models import Stream
from connect.folding import fold
from connect.members.roles import Role
from connect.places import municipalities
from connect.places.models import Organisation
from connect.places.municipalities import Municipality
from connect.settings import Settings
from connect.themes.models import ThemeModerator

MemberRole = Literal["member", "organiser"]
Audience = Literal["members", "themes", "organisers"]
"""Who is shown a part of a profile: see `visibility`."""
TopicKind = Literal["offers", "seeks"]
AVATAR_HUES = 12
LONGEST_NAME = 80
LONGEST_TOPIC = 60


def normal_email(email: str) -> str:
    """Addresses are one whatever their case: nobody means two people by it."""
    return email.strip().lower()


def folded_name(name: str) -> str:
    """As look-ups compare it, cut to its column: one letter can fold to eighteen."""
    return fold(name)[:LONGEST_NAME]


def requires_second_factor() -> bool:
    """Whether the operator wants one of organisers and moderators."""
    settings: Settings | None = current_app.extensions.get("settings") if current_app else None
    return settings is not None and settings.require_second_factor


class Member(Base, UserMixin):
    """Somebody who speaks for a municipality or an organisation, and has a function there.

    `name_folded` is the name without case and accents, as mentions and look-ups compare it.
    `unread_count` is stored so that no page has to count the inbox. A column `…_for` says who
    is shown that part of the profile: read those parts through `visibility` alone.
    `welcome_step` is where the welcome goes on, until `onboarded_at`. Suspended, a member cannot
    sign in (`suspended_until`), or reads the themes `suspended_from` (pairs of a theme's id and the
    second when it ends) without writing there; why, `moderation` knows.
    """

    __tablename__ = "members"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    password: Mapped[str | None] = mapped_column(String(255))
    second_factor_since: Mapped[datetime | None]
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

    availability: Mapped[list[str]] = mapped_column(default=list)
    availability_note: Mapped[str] = mapped_column(String(120), default="")
    phone: Mapped[str] = mapped_column(String(40), default="")
    contact: Mapped[str] = mapped_column(String(120), default="")
    presentation_for: Mapped[Audience] = mapped_column(String(12), default="members")
    expertise_for: Mapped[Audience] = mapped_column(String(12), default="members")
    themes_for: Mapped[Audience] = mapped_column(String(12), default="members")
    languages_for: Mapped[Audience] = mapped_column(String(12), default="members")
    availability_for: Mapped[Audience] = mapped_column(String(12), default="members")
    contact_for: Mapped[Audience] = mapped_column(String(12), default="themes")
    suspended_until: Mapped[datetime | None]
    suspended_from: Mapped[list[list[int]]] = mapped_column(default=list)
    welcome_step: Mapped[int] = mapped_column(SmallInteger, default=1)
    onboarded_at: Mapped[datetime | None]

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
    def has_powers(self) -> bool:
        """False for who is suspended, and for who may do no more than anybody until they have a
        second factor."""
        return not self.is_suspended and self._is_doubly_proved

    @property
    def lacks_second_factor(self) -> bool:
        """Whether the member has a role that waits for one."""
        has_role = self.role == "organiser" or bool(self.moderations)
        return has_role and not self._is_doubly_proved

    @property
    def _is_doubly_proved(self) -> bool:
        return self.second_factor_since is not None or not requires_second_factor()

    @property
    def is_organiser(self) -> bool:
        return self.role == "organiser" and self.has_powers

    @hybrid_property
    def is_suspended(self) -> bool:
        """From everywhere, at this moment: nobody has to end it first."""
        return self.suspended_until is not None and self.suspended_until > utc_now()

    @is_suspended.inplace.expression
    @classmethod
    def _is_suspended(cls) -> ColumnElement[bool]:
        return func.coalesce(cls.suspended_until > utc_now(), false())

    def is_suspended_from(self, *theme_ids: int | None) -> bool:
        return self.kept_out_until(*theme_ids) is not None

    def kept_out_until(self, *theme_ids: int | None) -> datetime | None:
        """When the last suspension from one of these themes ends, while one runs."""
        now = utc_now().timestamp()
        ends = [until for theme, until in self.suspended_from if theme in theme_ids and until > now]
        return datetime.fromtimestamp(max(ends), UTC) if ends else None

    @property
    def kept_out_of(self) -> list[int]:
        """The themes that they read at this moment without writing there."""
        return [theme for theme, _until in self.suspended_from if self.is_suspended_from(theme)]

    @property
    def moderated_theme_ids(self) -> frozenset[int]:
        mine = (row.theme_id for row in self.moderations if self.has_powers)
        return frozenset(id for id in mine if not self.is_suspended_from(id))

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

    @property
    def place(self) -> Municipality | Organisation | None:
        """The municipality or organisation the member speaks for."""
        return municipalities.get(self.municipality) if self.municipality else self.organisation

    def place_name(self, locale: str) -> str:
        """That of `place` in the reader's language."""
        return self.place.name(locale) if self.place else ""


class MemberTopic(Base):
    """What a member can help others with, or looks for: a few words, in the member's order.
    `folded` is how a search compares them."""

    __tablename__ = "member_topics"

    member_id: Mapped[int] = mapped_column(
        ForeignKey("members.id", ondelete="CASCADE"), primary_key=True
    )
    kind: Mapped[TopicKind] = mapped_column(String(8), primary_key=True)
    position: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    text: Mapped[str] = mapped_column(String(LONGEST_TOPIC))
    folded: Mapped[str] = mapped_column(Text)
