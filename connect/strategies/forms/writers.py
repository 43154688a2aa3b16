"""What is filled in about those who write a sheet, and about its badge."""

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import DataRequired, ValidationError

from connect.members.choosing import MemberField
from connect.strategies.forms.inputs import Needed
from connect.strategies.models import Strategy
from connect.web.forms import at_most, one_line


class WriterForm(FlaskForm):
    """Somebody to write with."""

    member = MemberField(
        _("Who writes with you"),
        [Needed(_("Say who."))],
        description=_("The name of a member, or their e-mail address."),
    )

    def __init__(self, strategy: Strategy) -> None:
        super().__init__()
        self.strategy = strategy

    def validate_member(self, field: MemberField) -> None:
        if field.data in self.strategy.writer_ids:
            raise ValidationError(_("This member writes the sheet already."))


class ProofRemovalForm(FlaskForm):
    reason = StringField(
        _("Reason"),
        [DataRequired(_("Give a reason: those who write the sheet read it.")), at_most(500)],
        filters=[one_line],
    )
