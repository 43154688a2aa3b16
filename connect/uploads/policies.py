"""Who may do what with files. Pure: a file that reaches these functions may be read."""

from connect.members.models import Member
from connect.uploads.models import Upload


def can_upload(member: Member | None) -> bool:
    return member is not None and member.active


def can_drop_upload(member: Member | None, upload: Upload) -> bool:
    """While no text holds it: from then on it goes with the text."""
    return member is not None and member.id == upload.owner_id and not upload.attachments
