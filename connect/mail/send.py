"""Handing queued mail to the operator's server, with back-off; after too many tries, parking."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from email.message import EmailMessage
from email.utils import make_msgid, parseaddr
from urllib.parse import parse_qs, unquote, urlsplit

from flask import current_app
from sqlalchemy import delete, select, update

from connect.database import atomic, utc_now
from connect.extensions import current_settings
from connect.mail.links import without_links
from connect.mail.models import OutgoingMail

LEASE = timedelta(minutes=5)
KEPT_FOR = timedelta(days=90)
MOST_ATTEMPTS = 8
TIMEOUT_S = 20
# What is wrong with this one mail, such as an address that the server cannot write to.
REFUSALS = (
    smtplib.SMTPRecipientsRefused,
    smtplib.SMTPDataError,
    smtplib.SMTPNotSupportedError,
    ValueError,
)


def send_due(limit: int = 50) -> int:
    """Send the mail that is due, oldest first; how many went out.

    Without a mail server the rows stay pending, readable by organisers.
    """
    settings = current_settings()
    if not settings.mail_url:
        return 0
    mails = _claim(limit)
    if not mails:
        return 0
    try:
        with _server(settings.mail_url) as server:
            return sum(_send(server, mail, settings.mail_from) for mail in mails)
    except (OSError, smtplib.SMTPException) as error:
        current_app.logger.warning("The mail server cannot be used: %s", type(error).__name__)
        for mail in mails:
            if mail.state == "pending":
                _put_off(mail, error)
        return 0


def send_again(mail_id: int) -> None:
    """Try now what was put off or given up; what was sent is not sent twice."""
    with atomic() as session:
        waiting = update(OutgoingMail).where(
            OutgoingMail.id == mail_id, OutgoingMail.state != "sent"
        )
        session.execute(waiting.values(state="pending", attempts=0, due_at=utc_now()))


def prune() -> None:
    """Forget what was written long ago, sent or not: its links open nothing any more."""
    with atomic() as session:
        session.execute(delete(OutgoingMail).where(OutgoingMail.created_at < utc_now() - KEPT_FOR))


def _claim(limit: int) -> list[OutgoingMail]:
    """Reserve the due mail for this worker for the time of a LEASE."""
    now = utc_now()
    with atomic() as session:
        mails = session.scalars(
            select(OutgoingMail)
            .where(OutgoingMail.state == "pending", OutgoingMail.due_at <= now)
            .order_by(OutgoingMail.due_at, OutgoingMail.id)
            .limit(limit)
            .with_for_update(skip_locked=True)
        ).all()
        for mail in mails:
            mail.due_at = now + LEASE
    return list(mails)


@contextmanager
def _server(url: str) -> Iterator[smtplib.SMTP]:
    """A session with `smtp://user:password@host:port`, `smtps://…` or `smtp://…?starttls=1`."""
    parts = urlsplit(url)
    host, trusted = parts.hostname or "localhost", ssl.create_default_context()
    server: smtplib.SMTP
    if parts.scheme == "smtps":
        server = smtplib.SMTP_SSL(host, parts.port or 465, timeout=TIMEOUT_S, context=trusted)
    else:
        server = smtplib.SMTP(host, parts.port or 25, timeout=TIMEOUT_S)
    with server:
        if parts.scheme == "smtp" and "starttls" in parse_qs(parts.query, keep_blank_values=True):
            server.starttls(context=trusted)
        if parts.username:
            server.login(unquote(parts.username), unquote(parts.password or ""))
        yield server


def _send(server: smtplib.SMTP, mail: OutgoingMail, sender: str) -> bool:
    """False when the server refuses this one mail; the session goes on with the next."""
    try:
        server.send_message(_message(mail, sender))
    except REFUSALS as error:
        _put_off(mail, error)
        return False
    _set(mail, state="sent", sent_at=utc_now(), last_error=None, **_without_links(mail))
    return True


def _without_links(mail: OutgoingMail) -> dict[str, str]:
    """The texts to keep: what signs in or lets in is now the recipient's alone."""
    return {"text": without_links(mail.text), "html": without_links(mail.html)}


def _message(mail: OutgoingMail, sender: str) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, mail.to, mail.subject
    message["Date"] = mail.created_at
    message["Auto-Submitted"] = "auto-generated"
    message["Message-ID"] = make_msgid(str(mail.id), parseaddr(sender)[1].rpartition("@")[2])
    message.set_content(mail.text)
    message.add_alternative(mail.html, subtype="html")
    message["Content-Language"] = mail.locale  # last: setting a content forgets such headers
    return message


def _put_off(mail: OutgoingMail, error: Exception) -> None:
    """Again later, each time twice as late."""
    attempts = mail.attempts + 1
    _set(
        mail,
        state="parked" if attempts >= MOST_ATTEMPTS else "pending",
        attempts=attempts,
        due_at=utc_now() + timedelta(minutes=2**attempts),
        last_error=f"{type(error).__name__}: {error}"[:500],
    )


def _set(mail: OutgoingMail, **values: object) -> None:
    with atomic() as session:
        session.execute(update(OutgoingMail).where(OutgoingMail.id == mail.id).values(**values))
