"""The first text of a member in a theme: read by a moderator, published or given back."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from connect.database import atomic
from connect.discussions.models import Comment
from connect.drafts.actions.waiting import give_back, hold, let_go, take_back
from connect.drafts.errors import NotPublishable, WaitsForApproval
from connect.drafts.models import Draft
from connect.drafts.publishing import publication_at
from connect.members.models import Member
from connect.moderation.actions.deciding import decide
from connect.moderation.errors import CannotPublish, NotWaiting
from connect.moderation.models import Decision
from connect.moderation.queries.approvals import answer_of
from connect.themes.models import Theme, ThemeApproval


def approve_text(by: Member, draft: Draft, version: int) -> Decision:
    """Publish it as its author's, with the number and time of this moment; their next ones in the
    theme wait no more. NotWaiting: it is not what the moderator has read; CannotPublish."""
    theme_id = draft.held_in_id
    try:
        with atomic() as session:
            _lock(session, draft, version)
            let_go(draft)
            session.merge(ThemeApproval(theme_id=theme_id, member_id=draft.member_id))
            session.flush()
            _publish(draft)
            return decide(
                "text.approved",
                by,
                theme_id=theme_id,
                comment=_latest_of(session, draft.member_id),
                member=draft.member,
                subject=draft.subject,
                payload={"draft": draft.id},
            )
    except NotPublishable as refusal:
        raise CannotPublish from refusal
    except WaitsForApproval as waits:
        _hand_over(draft, waits.theme_id)
        raise CannotPublish from waits


def decline_text(by: Member, draft: Draft, version: int, reason: str) -> Decision:
    """It is its author's draft again, who is told why in the inbox and by mail."""
    theme_id = draft.held_in_id
    with atomic() as session:
        _lock(session, draft, version)
        give_back(draft)
        return decide(
            "text.declined",
            by,
            reason=reason,
            theme_id=theme_id,
            member=draft.member,
            subject=draft.subject,
            payload={"draft": draft.id},
        )


def read_first_texts(by: Member, theme: Theme, *, reads: bool, reason: str) -> Decision | None:
    """Whether a moderator reads first texts there from now on. What waits goes on waiting. As it
    is already, nothing is decided."""
    with atomic() as session:
        session.refresh(theme, with_for_update={"of": Theme})
        if theme.approves_first == reads:
            return None
        theme.approves_first = reads
        return decide(
            "theme.approval_started" if reads else "theme.approval_ended",
            by,
            reason=reason,
            theme_id=theme.id,
        )


def undo_reading_first(session: Session, _by: Member, decision: Decision) -> None:
    theme = session.get_one(Theme, decision.theme_id, with_for_update={"of": Theme})
    theme.approves_first = decision.kind == "theme.approval_ended"


def _lock(session: Session, draft: Draft, version: int) -> None:
    session.refresh(draft, with_for_update={"of": Draft})
    if draft.held_at is None or draft.state != "kept" or draft.version != version:
        raise NotWaiting(answer_of(draft.id))


def _hand_over(draft: Draft, theme_id: int) -> None:
    """Its thread went to a theme where others read first texts: it waits for those."""
    with atomic() as session:
        session.refresh(draft, with_for_update={"of": Draft})
        take_back(draft)
        hold(session, draft, theme_id)


def _publish(draft: Draft) -> None:
    if draft.member.is_suspended:
        raise NotPublishable("suspended")
    publication, number = publication_at(draft.place)
    publication.publish(draft.member, number, draft.fields)


def _latest_of(session: Session, author_id: int) -> Comment:
    """What was just published."""
    return session.scalars(
        select(Comment).where(Comment.author_id == author_id).order_by(Comment.id.desc()).limit(1)
    ).one()
