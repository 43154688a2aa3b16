"""Outgoing mail, as far as an organiser may read it."""

from collections.abc import Sequence

from sqlalchemy import select

from connect.database import db
from connect.mail import OutgoingMail
from connect.mail.links import without_links, without_silent_links
from connect.members.models import Member
from connect.members.queries import member_with_email

MOST_MAILS = 100


def mails() -> Sequence[OutgoingMail]:
    """What was given up, then the latest."""
    given_up = (OutgoingMail.state == "parked").desc()
    return db.session.scalars(
        select(OutgoingMail).order_by(given_up, OutgoingMail.id.desc()).limit(MOST_MAILS)
    ).all()


def reach_mail(mail_id: int) -> OutgoingMail | None:
    return db.session.get(OutgoingMail, mail_id)


def readable_text(mail: OutgoingMail, reader: Member) -> str:
    """Where no server sends the mail, organisers hand its links out. Not those that sign in
    without leaving a trace, nor any link of another organiser: nobody is to act as somebody else.
    """
    if mail.to == reader.email:
        return mail.text
    to = member_with_email(mail.to)
    if to and to.role == "organiser":
        return without_links(mail.text)
    return without_silent_links(mail.text)
