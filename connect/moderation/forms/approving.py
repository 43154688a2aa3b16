"""What a moderator says of a member's first text, and whether first texts are read."""

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import HiddenField, StringField
from wtforms.validators import DataRequired, InputRequired

from connect.moderation.models.decisions import LONGEST_REASON
from connect.web.addresses import number_in
from connect.web.forms import at_most, one_line


class ApprovalForm(FlaskForm):
    """`version` is that of the text which the moderator has read."""

    version = HiddenField(validators=[InputRequired(_("This form is damaged. Reload the page."))])

    @property
    def seen_version(self) -> int:
        return number_in(self.version.data) or 0


class RefusalForm(ApprovalForm):
    reason = StringField(
        _("What should change, and why"),
        filters=[one_line],
        validators=[
            DataRequired(_("Say why: the author reads it.")),
            at_most(LONGEST_REASON),
        ],
        description=_("Its author and the moderators read it. Be kind: it is their first text."),
    )


class FirstTextsForm(FlaskForm):
    """`reads` as it shall be, so that sending it twice changes nothing."""

    reads = HiddenField(validators=[InputRequired(_("This form is damaged. Reload the page."))])
    reason = StringField(
        _("Reason"),
        filters=[one_line],
        validators=[DataRequired(_("Give a reason: members read it.")), at_most(LONGEST_REASON)],
        description=_("Members read it. Name nobody."),
    )
