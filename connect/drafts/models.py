"""A text that is being written."""

from datetime import datetime
from typing import Any, Literal

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from connect.database import Base, utc_now
from connect.members.models import Member
from connect.themes.models import Theme

DraftState = Literal["kept", "published", "removed"]
Fields = dict[str, Any]


class Draft(Base):
    """One member's text for one place (the name of a subject), as its form would send it.

    Published or removed, its row stays for a day: a removal can be undone, and a save that was
    under way while the text was published does not bring it back. `version` counts on through
    all of it. `failure` says why a text that was to be posted at `post_at` was not. One that was
    sent where a moderator reads the first text of each member waits since `held_at` for those of
    the theme `held_in`: as a draft, which nobody else sees.
    """

    __tablename__ = "drafts"
    __table_args__ = (
        UniqueConstraint("member_id", "place"),
        Index(None, "member_id", "state", "updated_at", "id"),
        Index(None, "post_at"),
        Index(None, "held_in_id", "held_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    place: Mapped[str] = mapped_column(String(64))
    fields: Mapped[dict[str, Any]] = mapped_column(default=dict)
    version: Mapped[int] = mapped_column(default=0)
    state: Mapped[DraftState] = mapped_column(String(16), default="kept")
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    updated_at: Mapped[datetime] = mapped_column(default=utc_now)
    post_at: Mapped[datetime | None]
    failure: Mapped[str | None] = mapped_column(String(32))
    held_at: Mapped[datetime | None]
    held_in_id: Mapped[int | None] = mapped_column(ForeignKey("themes.id"))

    member: Mapped[Member] = relationship()
    held_in: Mapped[Theme | None] = relationship()

    @property
    def url(self) -> str:
        return f"/drafts/{self.place}"

    @property
    def subject(self) -> str:
        return f"draft:{self.id}"

    @property
    def body(self) -> str:
        return str(self.fields.get("body", ""))

    @property
    def title(self) -> str:
        return str(self.fields.get("title", ""))
