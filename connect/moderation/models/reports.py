"""What members signal to moderators, and what came of it."""

from datetime import datetime
from typing import Any, Literal

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from connect.database import Base, utc_now
from connect.discussions.models import Comment
from connect.members.models import Member
from connect.moderation.models.decisions import Decision

ReportKind = Literal["personal_data", "offensive", "off_topic", "other"]
ReportState = Literal["new", "in_hand", "settled", "rejected"]
KINDS: tuple[ReportKind, ...] = ("personal_data", "offensive", "off_topic", "other")
OPEN_STATES = ("new", "in_hand")
LONGEST_NOTE = 500


class Report(Base):
    """One case about one comment, however many members report it.

    `settled`: the text is hidden; `rejected`: it stays. `decision` says so, while it stands.
    `answers` is what was written to those concerned: by language to the reporters ("fr", "nl"),
    and to the author ("author").
    """

    __tablename__ = "reports"
    __table_args__ = (
        Index(
            "uq_reports_open_comment_id",
            "comment_id",
            unique=True,
            sqlite_where=text("state IN ('new', 'in_hand')"),
            postgresql_where=text("state IN ('new', 'in_hand')"),
        ),
        Index(None, "comment_id"),
        Index(None, "state", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    comment_id: Mapped[int] = mapped_column(ForeignKey("comments.id", ondelete="CASCADE"))
    state: Mapped[ReportState] = mapped_column(String(16), default="new")
    assignee_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    answers: Mapped[dict[str, Any]] = mapped_column(default=dict)
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("decisions.id"))
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    closed_at: Mapped[datetime | None]

    comment: Mapped[Comment] = relationship()
    assignee: Mapped[Member | None] = relationship(foreign_keys=assignee_id)
    decision: Mapped[Decision | None] = relationship()
    reporters: Mapped[list["Reporter"]] = relationship(
        order_by="Reporter.created_at", cascade="all, delete-orphan"
    )

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES

    @property
    def kinds(self) -> list[ReportKind]:
        """Why it was reported, the gravest first."""
        named = {reporter.kind for reporter in self.reporters}
        return [kind for kind in KINDS if kind in named]

    @property
    def url(self) -> str:
        return f"/reports/{self.id}"

    @property
    def subject(self) -> str:
        return f"report:{self.id}"


class Reporter(Base):
    """One member who reports it, and why. `hid`: the text was hidden at once because of this."""

    __tablename__ = "reporters"

    report_id: Mapped[int] = mapped_column(
        ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True
    )
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), primary_key=True, index=True)
    kind: Mapped[ReportKind] = mapped_column(String(16))
    note: Mapped[str] = mapped_column(String(LONGEST_NOTE), default="")
    lang: Mapped[str] = mapped_column(String(2))
    hid: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(default=utc_now)

    member: Mapped[Member] = relationship()
