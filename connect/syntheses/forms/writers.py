"""Who writes a synthesis beside the moderators."""

from flask_babel import lazy_gettext as _
from sqlalchemy import select
from wtforms.validators import ValidationError

from connect.database import db
from connect.discussions.models import Thread
from connect.discussions.visibility import mentionable_in
from connect.members.choosing import MemberField
from connect.members.models import Member
from connect.moderation.forms.base import DecisionForm


class WriterForm(DecisionForm):
    """A member who reads the thread."""

    member = MemberField(
        _("Who writes with you"),
        description=_("The name of a member, or their e-mail address."),
    )

    def __init__(self, thread: Thread) -> None:
        super().__init__()
        self.thread = thread

    def validate_member(self, field: MemberField) -> None:
        if field.data is None and not field.process_errors:
            raise ValidationError(_("Say who."))
        if field.data in self.thread.synthesis_writers:
            raise ValidationError(_("This member writes it already."))
        if field.data and not _reads(field.data, self.thread):
            raise ValidationError(_("This member cannot read the thread."))


def _reads(member_id: int, thread: Thread) -> bool:
    found = select(Member.id).where(Member.id == member_id, mentionable_in(thread))
    return db.session.scalar(found) is not None
