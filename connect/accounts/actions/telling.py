"""What happens to an account is told by mail, each time."""

from uuid import uuid4

from connect import mail
from connect.members.models import Member


def tell(
    template: str,
    member: Member,
    *,
    to: str | None = None,
    once: str | None = None,
    **values: object,
) -> None:
    """To the member, or to another mailbox that is theirs, within the caller's transaction. What
    has the same `once` is told once."""
    mail.queue(
        template,
        to=to or member.email,
        locale=member.locale,
        key=f"{template}:{once or uuid4().hex}",
        name=member.name,
        **values,
    )
