"""Asking for contact, answering, taking back; nothing else writes there."""

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from connect import mail
from connect.contacts import queries
from connect.contacts.errors import AskedLately, RequestClosed, RequestOpen, TooManyOpen
from connect.contacts.models import ContactRequest, ContactState
from connect.database import atomic, db, utc_now
from connect.events import log
from connect.language import detect
from connect.members.models import Member


def ask_for_contact(
    asker: Member,
    asked: Member,
    *,
    subject: str,
    message: str,
    about: str | None = None,
    token: str | None = None,
) -> ContactRequest:
    """Tell somebody why one would like to talk. Sending the same form again asks once."""
    try:
        with atomic() as session:
            if token and (same := queries.request_with_token(asker, token)):
                return same
            _refuse_too_much(asker, asked)
            request = ContactRequest(
                asker_id=asker.id,
                asked_id=asked.id,
                subject=subject,
                message=message,
                lang=detect(f"{subject}. {message}", asker.locale),
                about=about,
                token=token,
            )
            session.add(request)
            session.flush()
            _record("contact_request.made", request, asker)
            _mail("contact_asked", request, reader=asked, other=asker)
    except IntegrityError:  # two forms at once
        found = queries.request_between(asker, asked)
        if found is None:
            raise
        raise RequestOpen(found) from None
    return request


def accept_request(request: ContactRequest, answer: str = "") -> None:
    """From now on each of the two sees the other's address."""
    with atomic():
        _answer(request, "accepted", answer)
        _record("contact_request.accepted", request, request.asked)
        for member in (request.asker, request.asked):
            _mail("contact_accepted", request, reader=member, other=request.other(member))


def decline_request(request: ContactRequest, answer: str = "") -> None:
    """Not now: without a reason, unless one was written."""
    with atomic():
        _answer(request, "declined", answer)
        _record("contact_request.declined", request, request.asked)


def withdraw_request(by: Member, request: ContactRequest) -> None:
    with atomic():
        _decide(request, "withdrawn")
        _record("contact_request.withdrawn", request, by)


def end_open_requests(member: Member) -> None:
    """Of somebody who left: what they asked, and what they were asked."""
    with atomic():
        for request in queries.open_requests_of(member):
            _decide(request, "withdrawn")
            _record("contact_request.withdrawn", request, member)


def _refuse_too_much(asker: Member, asked: Member) -> None:
    if found := queries.request_between(asker, asked):
        raise RequestOpen(found)
    if again_on := queries.left_in_peace_until(asker, asked):
        raise AskedLately(again_on)
    if queries.open_count(asker) >= queries.MOST_OPEN:
        raise TooManyOpen


def _answer(request: ContactRequest, state: ContactState, answer: str) -> None:
    """Who has left is answered no more, also before their requests have ended."""
    if not request.is_open:
        raise RequestClosed
    _decide(request, state, answer)


def _decide(request: ContactRequest, state: ContactState, answer: str = "") -> None:
    """The one decision, while it is open; whoever comes second changes nothing."""
    decided = db.session.execute(
        update(ContactRequest)
        .where(ContactRequest.id == request.id, ContactRequest.state == "asked")
        .values(state=state, answer=answer, answered_at=utc_now())
        .returning(ContactRequest.id)
    )
    if decided.first() is None:
        raise RequestClosed


def _mail(template: str, request: ContactRequest, *, reader: Member, other: Member) -> None:
    mail.queue(
        template,
        to=reader.email,
        locale=reader.locale,
        key=f"{template}:{request.id}:{reader.id}",
        name=reader.name,
        other=other,
        contact=request,
        path=request.url,
    )


def _record(kind: str, request: ContactRequest, actor: Member) -> None:
    log.record(kind, subject=f"contact_request:{request.id}", streams=[], actor_id=actor.id)
