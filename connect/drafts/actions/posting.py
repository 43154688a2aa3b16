"""Publishing the drafts whose time has come, once."""

import logging
from datetime import timedelta

from sqlalchemy import select, update

from connect.database import atomic, utc_now
from connect.drafts import queries
from connect.drafts.actions.keeping import settle
from connect.drafts.actions.waiting import hold
from connect.drafts.errors import NotPublishable, WaitsForApproval
from connect.drafts.models import Draft
from connect.drafts.publishing import publication_at
from connect.events import log

logger = logging.getLogger(__name__)

PUT_OFF_BY = timedelta(minutes=1)


def post_due() -> int:
    """Publish what is due, each as its writer and with the rights of this moment; how many
    were looked at. What a rule refuses stays a draft that says why; what fails is put off."""
    due = queries.due_drafts()
    for draft_id in due:
        try:
            _post(draft_id)
        except WaitsForApproval as waits:
            _hold(draft_id, waits.theme_id)
        except NotPublishable as refusal:
            _refuse(draft_id, refusal.reason)
        except Exception:
            logger.exception("Draft %s is put off", draft_id)
            _put_off(draft_id)
    return len(due)


def _post(draft_id: int) -> None:
    """In one transaction with the draft's end. The draft is locked: its writer cannot change
    it meanwhile, and another worker leaves it alone."""
    with atomic() as session:
        draft = session.scalar(
            select(Draft)
            .where(Draft.id == draft_id, Draft.state == "kept", Draft.post_at <= utc_now())
            .with_for_update(skip_locked=True)
            .execution_options(populate_existing=True)
        )
        if draft is None:
            return
        if draft.member.is_suspended:
            raise NotPublishable("suspended")
        publication, number = publication_at(draft.place)
        publication.publish(draft.member, number, draft.fields)
        settle(draft.member, draft.place)  # where its place leads elsewhere by now


def _refuse(draft_id: int, reason: str) -> None:
    with atomic() as session:
        draft = session.get_one(Draft, draft_id, with_for_update=True, populate_existing=True)
        if draft.post_at is None:
            return
        draft.post_at = None
        draft.failure = reason
        log.record("draft.refused", subject=draft.subject, streams=[], actor_id=draft.member_id)


def _hold(draft_id: int, theme_id: int) -> None:
    """A moderator reads it first, whatever time its writer chose."""
    with atomic() as session:
        draft = session.get_one(Draft, draft_id, with_for_update=True, populate_existing=True)
        if draft.post_at is not None:
            hold(session, draft, theme_id)


def _put_off(draft_id: int) -> None:
    """Unless its writer chose another time, or none, meanwhile."""
    with atomic() as session:
        due = update(Draft).where(Draft.id == draft_id, Draft.post_at <= utc_now())
        session.execute(due.values(post_at=utc_now() + PUT_OFF_BY))
