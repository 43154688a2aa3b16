"""Comments that were moved to another thread: what undoing it needs, and what readers are told."""

from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from connect.database import Base
from connect.discussions.models import PATH, Thread
from connect.moderation.models.decisions import Decision


class Move(Base):
    """One act. `comments` are `[id, number before, number after]` in the order of both, and
    `before` is what else was put aside. In both threads a line tells of it, right before the place
    where the first of them stood and where it stands: `left_…` and `arrived_…`."""

    __tablename__ = "moves"

    decision_id: Mapped[int] = mapped_column(
        ForeignKey("decisions.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    from_id: Mapped[int] = mapped_column(ForeignKey("threads.id"), index=True)
    to_id: Mapped[int] = mapped_column(ForeignKey("threads.id"), index=True)
    count: Mapped[int]
    left_number: Mapped[int]
    left_path: Mapped[str] = mapped_column(PATH)
    arrived_number: Mapped[int]
    arrived_path: Mapped[str] = mapped_column(PATH)
    comments: Mapped[list[list[int]]] = mapped_column(default=list, deferred=True)
    before: Mapped[dict[str, Any]] = mapped_column(default=dict, deferred=True)

    decision: Mapped[Decision] = relationship()
    source: Mapped[Thread] = relationship(foreign_keys=from_id)
    target: Mapped[Thread] = relationship(foreign_keys=to_id)
