"""A spreadsheet of strategies, looked at before anything is written."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from connect.database import Base, utc_now
from connect.members.models import Member

ImportLine = tuple[int, dict[str, str]]
"""The number in the file, and its cells by the names of columns."""


class StrategyImport(Base):
    """`lines` as they were read. Started, the worker makes a draft of each, some at a time, to
    the end whatever stops it: those before `handled` are done, `failures` says of which of them
    nothing came, and why."""

    __tablename__ = "strategy_imports"
    __table_args__ = (Index(None, "started_at", "finished_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    lines: Mapped[list[ImportLine]] = mapped_column(JSON)
    handled: Mapped[int] = mapped_column(default=0)
    failures: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    created_by_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    started_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    undone_at: Mapped[datetime | None]

    created_by: Mapped[Member] = relationship()

    @property
    def subject(self) -> str:
        return f"strategy_import:{self.id}"

    @property
    def url(self) -> str:
        return f"/strategies/imports/{self.id}"
