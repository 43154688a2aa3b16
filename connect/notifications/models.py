"""A line in a member's inbox."""

from datetime import datetime
from typing import Literal

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from connect.accounts.models import Succession
from connect.contacts.models import ContactRequest
from connect.database import Base, utc_now
from connect.discussions.models import Comment
from connect.drafts.models import Draft
from connect.endorsements.models import Endorsement
from connect.members.models import Member
from connect.moderation.models import Decision, Report
from connect.strategies.models import Strategy

StrategyKind = Literal[
    "co_author_added",
    "contact_left",
    "matched_need",
    "named_contact",
    "proof_removed",
    "proven",
    "review_due",
    "taken_over",
]
ContactKind = Literal["contact_asked", "contact_accepted", "contact_declined"]
NotificationKind = Literal[
    "mentioned",
    "answered",
    "succession",
    "not_published",
    "endorsed",
    "decision",
    "reported",
    ContactKind,
    StrategyKind,
]

PAGES = {
    "contact_left": "/edit?part=facts",
    "named_contact": "/contact",
    "proof_removed": "/publication",
}
"""Where the matter of a line is dealt with, below the page of its strategy."""

SUBJECTS = (
    *("comment_id", "succession_id", "draft_id"),
    *("endorsement_id", "strategy_id", "contact_request_id"),
    *("decision_id", "report_id"),
)
COUNTED = (f"(CASE WHEN {subject} IS NULL THEN 0 ELSE 1 END)" for subject in SUBJECTS)
ONE_SUBJECT = f"{' + '.join(COUNTED)} = 1"


class Notification(Base):
    """A comment names the member or answers them, somebody hands over a function to them, a draft
    of theirs could not be published when it should have been, a municipality endorsed what they
    wrote, something is to be known of a strategy, somebody asks for contact or answers, a moderator
    decided something that concerns the member, or a text waits for the moderator's decision.
    One line per comment, whatever the reasons."""

    __tablename__ = "notifications"
    __table_args__ = (
        UniqueConstraint("member_id", "comment_id"),
        UniqueConstraint("member_id", "succession_id"),
        UniqueConstraint("member_id", "draft_id"),
        UniqueConstraint("member_id", "endorsement_id"),
        UniqueConstraint("member_id", "strategy_id", "kind"),
        UniqueConstraint("member_id", "contact_request_id"),
        UniqueConstraint("member_id", "decision_id"),
        UniqueConstraint("member_id", "report_id"),
        CheckConstraint(ONE_SUBJECT, name="one_subject"),
        Index(None, "member_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    comment_id: Mapped[int | None] = mapped_column(ForeignKey("comments.id", ondelete="CASCADE"))
    succession_id: Mapped[int | None] = mapped_column(
        ForeignKey("successions.id", ondelete="CASCADE")
    )
    draft_id: Mapped[int | None] = mapped_column(ForeignKey("drafts.id", ondelete="CASCADE"))
    endorsement_id: Mapped[int | None] = mapped_column(
        ForeignKey("endorsements.id", ondelete="CASCADE")
    )
    strategy_id: Mapped[int | None] = mapped_column(ForeignKey("strategies.id", ondelete="CASCADE"))
    contact_request_id: Mapped[int | None] = mapped_column(
        ForeignKey("contact_requests.id", ondelete="CASCADE")
    )
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("decisions.id", ondelete="CASCADE"))
    report_id: Mapped[int | None] = mapped_column(ForeignKey("reports.id", ondelete="CASCADE"))
    kind: Mapped[NotificationKind] = mapped_column(String(16))
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    read_at: Mapped[datetime | None]

    member: Mapped[Member] = relationship()
    comment: Mapped[Comment | None] = relationship()
    succession: Mapped[Succession | None] = relationship()
    draft: Mapped[Draft | None] = relationship()
    endorsement: Mapped[Endorsement | None] = relationship()
    strategy: Mapped[Strategy | None] = relationship()
    contact_request: Mapped[ContactRequest | None] = relationship()
    decision: Mapped[Decision | None] = relationship()
    report: Mapped[Report | None] = relationship()

    @property
    def who(self) -> Member:
        """Whose picture stands beside it."""
        if self.comment:
            return self.comment.author
        if self.succession:
            return self.succession.giver
        if self.strategy:
            return self.strategy.author
        if self.contact_request:
            asks = self.kind == "contact_asked"
            return self.contact_request.asker if asks else self.contact_request.asked
        if self.decision:
            return self.decision.by or self.member
        if self.report:
            return self.report.comment.author
        return (self.draft or self.endorsement).member  # type: ignore[union-attr]

    @property
    def url(self) -> str:
        """Where what it tells can be read."""
        if self.strategy and self.kind in PAGES:
            return self.strategy.url + PAGES[self.kind]
        first = self.comment or self.succession or self.endorsement
        about = first or self.strategy or self.contact_request or self.decision or self.report
        return about.url if about else "/drafts/"
