"""What happens to an account is told by mail, each time."""

from uuid import uuid4

from connect import mail
from connect.members.models import Member


def tell(template: str, member: Member, *, to: str | None = None, **values: object) -> None:
    """To the member, or to another mailbox that is theirs, within the caller's transaction."""
    mail.queue(
        template,
        to=to or member.email,
        locale=member.locale,
        key=f"{template}:{uuid4().hex}",
        name=member.name,
        **values,
    )
