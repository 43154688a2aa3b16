"""Who may ask whom, and who answers. Pure: no query, no request."""

from connect.contacts.models import ContactRequest
from connect.members.models import Member


def can_ask_for_contact(member: Member, other: Member) -> bool:
    """An organiser reaches pages of those who left: nobody is asked there."""
    return member.active and other.active and member.id != other.id


def can_answer_request(member: Member, request: ContactRequest) -> bool:
    return member.id == request.asked_id


def can_withdraw_request(member: Member, request: ContactRequest) -> bool:
    return member.id == request.asker_id
