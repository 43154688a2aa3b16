"""A file, and the texts that hold it."""

import re
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from connect.database import Base, utc_now
from connect.folding import fold
from connect.rich_text import Picture

UploadKind = Literal["picture", "document"]
LONGEST_NAME = 120


class Upload(Base):
    """A file as we keep it: a document as it was sent, a picture as we made it of what was sent.

    `type` and the ending of `name` are ours, by the content. `widths` are those in which a
    picture is there already, beside its own.
    """

    __tablename__ = "uploads"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(22), unique=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    name: Mapped[str] = mapped_column(String(LONGEST_NAME))
    kind: Mapped[UploadKind] = mapped_column(String(16))
    type: Mapped[str] = mapped_column(String(80))
    size: Mapped[int]
    width: Mapped[int | None]
    height: Mapped[int | None]
    widths: Mapped[list[int]] = mapped_column(default=list)
    created_at: Mapped[datetime] = mapped_column(default=utc_now, index=True)

    attachments: Mapped[list["Attachment"]] = relationship(
        passive_deletes=True, cascade="all, delete-orphan"
    )

    @property
    def subject(self) -> str:
        return f"upload:{self.id}"

    @property
    def ending(self) -> str:
        return self.name.rpartition(".")[2]

    @property
    def address_name(self) -> str:
        """The name as its address says it: letters that need no escaping anywhere."""
        stem = re.sub(r"[^a-z0-9]+", "-", fold(self.name.rpartition(".")[0])).strip("-")
        return f"{stem[:60].strip('-') or 'file'}.{self.ending}"

    @property
    def url(self) -> str:
        return f"/uploads/{self.key}/{self.address_name}"

    @property
    def as_picture(self) -> Picture:
        return Picture(self.key, self.url, self.width or 0, self.height or 0)

    @property
    def described(self) -> dict[str, Any]:
        """What a list of files says of it, and a script is told."""
        return {
            "key": self.key,
            "name": self.name,
            "kind": self.kind,
            "type": self.type,
            "size": self.size,
            "width": self.width,
            "height": self.height,
            "url": self.url,
        }

    def stored_as(self, width: int | None = None) -> str:
        """Its name in the storage, or that of the picture in another width."""
        return f"uploads/{self.key}{f'.{width}' if width else ''}.{self.ending}"

    @property
    def stored_names(self) -> list[str]:
        return [self.stored_as(), *map(self.stored_as, self.widths)]


class Attachment(Base):
    """A text, by its subject's name, holds a file. Whoever can read the text can read the file."""

    __tablename__ = "attachments"

    subject: Mapped[str] = mapped_column(String(64), primary_key=True)
    upload_id: Mapped[int] = mapped_column(
        ForeignKey("uploads.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    attached_at: Mapped[datetime] = mapped_column(default=utc_now)
