"""Drafts change hands: what a member was writing, for who takes over."""

from collections.abc import Sequence

from flask_babel import force_locale, lazy_gettext
from flask_babel import gettext as _
from sqlalchemy import delete, select

from connect.accounts.handovers import Part, Thing
from connect.database import atomic, db, utc_now
from connect.drafts.actions.waiting import take_back
from connect.drafts.models import Draft, Fields
from connect.drafts.pages import both, readable
from connect.members.models import Member
from connect.rich_text import is_html
from connect.subjects import Subject, reach_subjects


def keys_of(giver: Member) -> list[str]:
    found = select(Draft.id).where(Draft.member_id == giver.id, Draft.state == "kept")
    return [str(draft_id) for draft_id in db.session.scalars(found.order_by(Draft.id))]


def within_reach(giver: Member, reader: Member, keys: Sequence[str]) -> list[Thing]:
    """Where the successor may write by themselves; a change of the giver's own text never is."""
    drafts = drafts_of(giver, keys)
    subjects = reach_subjects(reader, [draft.place for draft in drafts])
    return [
        _thing(draft, subjects.get(draft.place))
        for draft in drafts
        if reader.id == giver.id or _may_write(subjects.get(draft.place))
    ]


def hand_over(giver: Member, successor: Member, keys: Sequence[str]) -> None:
    """Nothing is posted by itself any more. Where the successor is writing too, both texts stand
    in their draft, theirs first."""
    with atomic() as session:
        for draft in drafts_of(giver, keys):
            own = session.scalar(
                select(Draft).where(Draft.member_id == successor.id, Draft.place == draft.place)
            )
            if own is None:
                take_back(draft)
                draft.member_id, draft.post_at = successor.id, None
                continue
            kept = own.fields if own.state == "kept" else None
            own.fields = _both(kept, draft.fields, giver, successor) if kept else draft.fields
            own.state, own.version, own.updated_at = "kept", own.version + 1, utc_now()
            own.post_at = None
            take_back(own)
            take_back(draft)
            session.execute(delete(Draft).where(Draft.id == draft.id))


def drafts_of(giver: Member, keys: Sequence[str]) -> Sequence[Draft]:
    numbers = [int(key) for key in keys]
    return db.session.scalars(
        select(Draft)
        .where(Draft.id.in_(numbers), Draft.member_id == giver.id, Draft.state == "kept")
        .order_by(Draft.id)
    ).all()


def _thing(draft: Draft, subject: Subject | None) -> Thing:
    title = draft.title or (subject.title if subject else "")
    lang = subject.lang if subject and not draft.title else None
    return Thing(str(draft.id), title or _("A text whose place is gone"), lang)


def _may_write(subject: Subject | None) -> bool:
    return subject is not None and subject.may_write


def _both(own: Fields, other: Fields, giver: Member, successor: Member) -> Fields:
    if "body" not in own and "body" not in other:
        return both(own, other)
    bodies = [str(fields.get("body", "")) for fields in (own, other)]
    with force_locale(successor.locale):
        whose = _("Draft of %(name)s:", name=giver.name)
    if any(is_html(body) for body in bodies):
        bodies = [body if is_html(body) else readable(body) for body in bodies]
        between = readable(whose)
    else:
        between = f"\n\n{whose}\n\n"
    files = [*own.get("files", []), *other.get("files", [])]
    merged = {**other, **own, "body": between.join(bodies), "files": list(dict.fromkeys(files))}
    return {name: value for name, value in merged.items() if value}


DRAFTS = Part(
    label=lazy_gettext("Drafts"),
    keys_of=keys_of,
    within_reach=within_reach,
    hand_over=hand_over,
)
