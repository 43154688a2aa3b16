"""What a sheet said before."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from connect.database import Base
from connect.members.models import Member


class StrategyVersion(Base):
    """A sheet, whole, as it stood from `written_at` until the next version replaced it."""

    __tablename__ = "strategy_versions"
    __table_args__ = (UniqueConstraint("strategy_id", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    strategy_id: Mapped[int] = mapped_column(ForeignKey("strategies.id", ondelete="CASCADE"))
    version: Mapped[int]
    sheet: Mapped[dict[str, Any]] = mapped_column(default=dict)
    files: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    editor_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    written_at: Mapped[datetime]

    editor: Mapped[Member] = relationship()
