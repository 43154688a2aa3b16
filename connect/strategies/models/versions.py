"""What a sheet said before."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from connect.database import Base
from connect.members.models import Member


class StrategyVersion(Base):
    """A sheet, whole, as it stood from `written_at` until the next version replaced it.

    `editor` is who replaced it. `was_published`: its audience could read it then. Words that were
    removed, because of personal data, leave an empty sheet, with who did it and why.
    """

    __tablename__ = "strategy_versions"
    __table_args__ = (UniqueConstraint("strategy_id", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    strategy_id: Mapped[int] = mapped_column(ForeignKey("strategies.id", ondelete="CASCADE"))
    version: Mapped[int]
    sheet: Mapped[dict[str, Any]] = mapped_column(default=dict)
    files: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    editor_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    written_at: Mapped[datetime]
    was_published: Mapped[bool] = mapped_column(default=False)
    removed_at: Mapped[datetime | None]
    removed_by_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    removal_reason: Mapped[str | None] = mapped_column(String(500))

    editor: Mapped[Member] = relationship(foreign_keys=editor_id)
    removed_by: Mapped[Member | None] = relationship(foreign_keys=removed_by_id)
