"""The log of decisions written out, for organisers: as lines of a spreadsheet, and for programs."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from connect.database import db
from connect.extensions import current_settings
from connect.members.models import Member
from connect.moderation.models import Decision
from connect.moderation.saying import NAMES

BATCH = 200


def all_decisions() -> Iterator[Decision]:
    """Some at a time, oldest first."""
    last = 0
    while found := db.session.scalars(
        select(Decision)
        .where(Decision.id > last)
        .order_by(Decision.id)
        .limit(BATCH)
        .options(
            joinedload(Decision.by),
            joinedload(Decision.undone_by),
            joinedload(Decision.member),
            joinedload(Decision.theme),
            joinedload(Decision.thread),
        )
    ).all():
        yield from found
        last = found[-1].id
        db.session.expunge_all()


def headings() -> Sequence[str]:
    return [
        *("id", _("When"), _("What was decided"), _("Why"), _("Language"), _("Decided by")),
        *(_("Theme"), _("Thread"), _("Address of the thread"), _("Text"), _("Concerns")),
        *(_("Undone on"), _("Undone by")),
    ]


def cells(decision: Decision, locale: str) -> Sequence[str]:
    told = values(decision)
    told["kind"] = str(NAMES[decision.kind])
    told["theme"] = decision.theme.name(locale) if decision.theme else ""
    return ["" if value is None else str(value) for value in told.values()]


def values(decision: Decision) -> dict[str, Any]:
    """By our own names and codes. What undoing would need to know is nobody's business."""
    absolute = current_settings().absolute
    return {
        "id": decision.id,
        "decided_at": _moment(decision.created_at),
        "kind": decision.kind,
        "reason": decision.reason,
        "lang": decision.lang,
        "by": _name(decision.by),
        "theme": decision.theme.slug if decision.theme else None,
        "thread": decision.thread.title if decision.thread else None,
        "thread_url": absolute(decision.thread.address) if decision.thread else None,
        "comment_url": absolute(f"/comments/{decision.comment_id}")
        if decision.comment_id
        else None,
        "concerns": _name(decision.member),
        "undone_at": _moment(decision.undone_at),
        "undone_by": _name(decision.undone_by),
    }


def _name(member: Member | None) -> str | None:
    return member.name if member else None


def _moment(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="seconds") if moment else None
