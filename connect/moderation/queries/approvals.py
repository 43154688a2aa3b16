"""The first texts of members that wait for a moderator."""

from dataclasses import dataclass
from typing import cast

from sqlalchemy import ColumnElement, and_, not_, select
from sqlalchemy.orm import joinedload

from connect import language, rich_text
from connect.database import db
from connect.discussions.models import Thread
from connect.drafts.models import Draft
from connect.drafts.pages import readable
from connect.members.models import Member
from connect.moderation.models import Decision
from connect.themes.models import Theme

MOST_SHOWN = 50
ANSWERS = ("text.approved", "text.declined")


@dataclass(frozen=True)
class WaitingText:
    """`thread` is what it answers; None: it opens one, with the draft's title."""

    draft: Draft
    theme: Theme
    thread: Thread | None
    excerpt: str
    lang: str

    @property
    def url(self) -> str:
        return f"/approvals/{self.draft.id}"


def reach_waiting(draft_id: int) -> WaitingText | None:
    """Whether the reader moderates there is asked next."""
    draft = db.session.scalar(
        select(Draft)
        .join(Draft.member)
        .where(Draft.id == draft_id, is_waiting())
        .options(joinedload(Draft.member), joinedload(Draft.held_in))
    )
    return _told(draft) if draft else None


def reach_sent(draft_id: int) -> tuple[Draft, Theme] | None:
    """One that waits, whoever its author is by now, with its theme."""
    draft = db.session.get(Draft, draft_id)
    return (draft, draft.held_in) if draft and draft.held_in else None


def answer_of(draft_id: int) -> Decision | None:
    """What was decided about it last."""
    latest = (
        select(Decision)
        .join(Draft, Draft.member_id == Decision.member_id)
        .where(Draft.id == draft_id, Decision.kind.in_(ANSWERS))
        .order_by(Decision.id.desc())
        .limit(MOST_SHOWN)
    )
    found = db.session.scalars(latest)
    return next((one for one in found if one.payload["draft"] == draft_id), None)


def is_waiting() -> ColumnElement[bool]:
    """A condition on Draft joined with its Member. What somebody sent who cannot get in any more
    waits for nobody."""
    can_answer = and_(Member.active, not_(Member.is_suspended))
    return and_(Draft.held_at.is_not(None), Draft.state == "kept", can_answer)


def _told(draft: Draft) -> WaitingText:
    words = rich_text.excerpt(readable(draft.body))
    lang = language.detect(f"{draft.title}\n{words}", hint=draft.member.locale)
    return WaitingText(draft, cast(Theme, draft.held_in), _answered(draft), words, lang)


def _answered(draft: Draft) -> Thread | None:
    kind, _, number = draft.place.partition(":")
    if kind != "thread":
        return None
    asked = select(Thread).where(Thread.id == int(number)).options(joinedload(Thread.theme))
    return db.session.scalar(asked)
