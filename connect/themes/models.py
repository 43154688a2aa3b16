"""A theme, its open questions, and the circle that a closed theme is kept to."""

from datetime import datetime
from typing import Literal

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from connect.database import Base, utc_now

ThemeAccess = Literal["public", "members", "circle"]


class Theme(Base):
    """Its names are mandatory in both languages. `access` says who may read: everybody,
    every member, or only the members of its circle. With `approves_first`, a moderator reads the
    first text of each member before others do."""

    __tablename__ = "themes"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(40), unique=True)
    position: Mapped[int]
    motif: Mapped[str] = mapped_column(String(40))
    access: Mapped[ThemeAccess] = mapped_column(String(16), default="members")
    name_fr: Mapped[str] = mapped_column(String(120))
    name_nl: Mapped[str] = mapped_column(String(120))
    name_en: Mapped[str] = mapped_column(String(120))
    purpose_fr: Mapped[str] = mapped_column(Text)
    purpose_nl: Mapped[str] = mapped_column(Text)
    purpose_en: Mapped[str] = mapped_column(Text)
    thread_count: Mapped[int] = mapped_column(default=0)
    comment_count: Mapped[int] = mapped_column(default=0)
    last_activity_at: Mapped[datetime | None]
    approves_first: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(default=utc_now)

    questions: Mapped[list["OpenQuestion"]] = relationship(order_by="OpenQuestion.position")
    moderators: Mapped[list["ThemeModerator"]] = relationship(order_by="ThemeModerator.member_id")

    @property
    def stream(self) -> str:
        return f"theme:{self.id}"

    @property
    def url(self) -> str:
        return f"/themes/{self.slug}"

    def is_as_open_as(self, other: "Theme") -> bool:
        """Whether everybody who reads `other` reads here too. Of circles nobody knows that."""
        if self.access == "circle":
            return self.id == other.id
        return self.access == "public" or other.access != "public"

    def name(self, locale: str) -> str:
        return str(getattr(self, f"name_{locale}", self.name_en))

    def purpose(self, locale: str) -> str:
        return str(getattr(self, f"purpose_{locale}", self.purpose_en))


class OpenQuestion(Base):
    """One of the questions a theme keeps open: who leads, which frame, how to implement."""

    __tablename__ = "open_questions"
    __table_args__ = (UniqueConstraint("theme_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    theme_id: Mapped[int] = mapped_column(ForeignKey("themes.id", ondelete="CASCADE"))
    position: Mapped[int]
    text_fr: Mapped[str] = mapped_column(Text)
    text_nl: Mapped[str] = mapped_column(Text)
    text_en: Mapped[str] = mapped_column(Text)

    def text(self, locale: str) -> str:
        return str(getattr(self, f"text_{locale}", self.text_en))


class ThemeCircle(Base):
    """A member who may read a theme that is kept to its circle."""

    __tablename__ = "theme_circles"

    theme_id: Mapped[int] = mapped_column(
        ForeignKey("themes.id", ondelete="CASCADE"), primary_key=True
    )
    member_id: Mapped[int] = mapped_column(
        ForeignKey("members.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class ThemeModerator(Base):
    """A member who curates a theme."""

    __tablename__ = "theme_moderators"

    theme_id: Mapped[int] = mapped_column(
        ForeignKey("themes.id", ondelete="CASCADE"), primary_key=True
    )
    member_id: Mapped[int] = mapped_column(
        ForeignKey("members.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class ThemeApproval(Base):
    """A member whose first text a moderator of the theme has approved: the next ones wait no
    more, whatever becomes of that one."""

    __tablename__ = "theme_approvals"

    theme_id: Mapped[int] = mapped_column(
        ForeignKey("themes.id", ondelete="CASCADE"), primary_key=True
    )
    member_id: Mapped[int] = mapped_column(
        ForeignKey("members.id", ondelete="CASCADE"), primary_key=True
    )


class ThemeFollow(Base):
    """A member who wants to see on their home page what moves in a theme."""

    __tablename__ = "theme_follows"

    theme_id: Mapped[int] = mapped_column(
        ForeignKey("themes.id", ondelete="CASCADE"), primary_key=True
    )
    member_id: Mapped[int] = mapped_column(
        ForeignKey("members.id", ondelete="CASCADE"), primary_key=True, index=True
    )
