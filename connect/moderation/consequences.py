"""Mail that follows from what moderators decide about members: for the table of consequences."""

from sqlalchemy import select

from connect import mail
from connect.database import db
from connect.events.models import Event
from connect.members.models import Member
from connect.moderation.links import appeal_path
from connect.moderation.models import Appeal, Decision, Suspension


def mail_suspension(event: Event) -> None:
    """Why, until when, and the link to appeal; unless it was ended in the same breath."""
    decision = _decision(event)
    suspension = db.session.scalars(
        select(Suspension).where(Suspension.decision_id == decision.id)
    ).one()
    if suspension.is_running:
        member = suspension.member
        path = appeal_path(decision, member)
        _mail("suspended", member, decision, until=suspension.until, path=path)


def mail_end_of_suspension(event: Event) -> None:
    decision = _decision(event)
    if decision.member:
        path = decision.theme.url if decision.theme else "/sign-in"
        _mail("suspension_ended", decision.member, decision, path=path)


def mail_declined_text(event: Event) -> None:
    decision = _decision(event)
    if decision.member:
        _mail("text_declined", decision.member, decision, path="/drafts/")


def mail_appeal_answer(event: Event) -> None:
    decision = _decision(event)
    appeal = db.session.scalars(select(Appeal).where(Appeal.answer_id == decision.id)).one()
    is_upheld = appeal.outcome == "upheld"
    path = appeal_path(appeal.decision, appeal.member)
    _mail("appeal_answered", appeal.member, decision, is_upheld=is_upheld, path=path)


def _decision(event: Event) -> Decision:
    return db.session.get_one(Decision, event.payload["decision"])


def _mail(template: str, to: Member, decision: Decision, **context: object) -> None:
    if not to.active:
        return
    theme = decision.theme
    mail.queue(
        template,
        to=to.email,
        locale=to.locale,
        key=f"{template}:{decision.id}",
        name=to.name,
        theme=theme.name(to.locale) if theme else "",
        reason=decision.reason,
        reason_lang=decision.lang,
        **context,
    )
