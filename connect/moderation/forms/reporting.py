"""What a member says who reports a text."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import RadioField, TextAreaField, ValidationError
from wtforms.validators import InputRequired

from connect.moderation.models.reports import LONGEST_NOTE
from connect.moderation.words import REPORT_KINDS
from connect.web.forms import at_most, options, plain


class ReportForm(FlaskForm):
    kind = RadioField(
        _("What is wrong with it?"),
        choices=options(REPORT_KINDS.items()),
        validators=[InputRequired(_("Choose what is wrong with it."))],
    )
    note = TextAreaField(
        _("What should the moderators know?"),
        [at_most(LONGEST_NOTE)],
        filters=[plain],
        description=_("Moderators read it, nobody else. The author is not told who reports."),
    )

    def validate_note(self, field: TextAreaField) -> None:
        if self.kind.data == "other" and not field.data:
            raise ValidationError(gettext("Say in a few words what is wrong with it."))
