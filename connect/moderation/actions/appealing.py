"""An appeal against a decision, once, and its answer."""

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from connect import language
from connect.database import atomic, utc_now
from connect.discussions.models import Comment
from connect.events import log
from connect.members.models import Member
from connect.moderation.actions.deciding import decide, desk_streams
from connect.moderation.actions.reversing import reverse
from connect.moderation.errors import AppealAnswered, AppealMade
from connect.moderation.models import Appeal, AppealOutcome, Decision


def make_appeal(member: Member, decision: Decision, text: str) -> Appeal:
    """AppealMade: there is one already."""
    try:
        with atomic() as session:
            made = session.scalar(select(Appeal).where(Appeal.decision_id == decision.id))
            if made is not None:
                raise AppealMade(made)
            appeal = Appeal(
                decision_id=decision.id,
                member_id=member.id,
                text=text,
                lang=language.detect(text, hint=member.locale),
            )
            session.add(appeal)
            session.flush()
            log.record(
                "appeal.made",
                subject=appeal.subject,
                streams=desk_streams(decision),
                actor_id=member.id,
            )
    except IntegrityError:
        # Two at the same moment: the other one was first, and is found now.
        return make_appeal(member, decision, text)
    return appeal


def answer_appeal(by: Member, appeal: Appeal, outcome: AppealOutcome, reason: str) -> Decision:
    """Upheld, the decision is undone, however long ago it was made. AppealAnswered: another
    moderator was first. CannotUndo: something was built upon it, and nothing is answered."""
    with atomic() as session:
        session.refresh(appeal, with_for_update={"of": Appeal})
        if appeal.answer is not None:
            raise AppealAnswered(appeal.answer)
        if outcome == "upheld":
            reverse(by, appeal.decision, late=True)
        answer = _decided(by, appeal, outcome, reason)
        appeal.answered_at = utc_now()
        appeal.outcome = outcome
        appeal.answer_id = answer.id
    return answer


def _decided(by: Member, appeal: Appeal, outcome: AppealOutcome, reason: str) -> Decision:
    decision = appeal.decision
    comment: Comment | None = decision.comment
    return decide(
        "appeal.upheld" if outcome == "upheld" else "appeal.kept",
        by,
        reason=reason,
        theme_id=decision.theme_id,
        comment=comment,
        member=appeal.member,
        subject=appeal.subject,
        payload={"appeal": appeal.id},
    )
