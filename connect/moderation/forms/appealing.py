"""An appeal, and its answer."""

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired

from connect.moderation.models.decisions import LONGEST_REASON
from connect.rich_text import clean
from connect.web.forms import at_most, one_line, options

LONGEST_APPEAL = 2000


class AppealForm(FlaskForm):
    text = TextAreaField(
        _("Why should this be decided otherwise?"),
        filters=[lambda text: clean(text or "")],
        validators=[DataRequired(_("Write something first.")), at_most(LONGEST_APPEAL)],
        description=_("Another moderator reads it, or an organiser. Nobody else does."),
    )


class AppealAnswerForm(FlaskForm):
    outcome = RadioField(
        _("Your answer"),
        choices=options(
            [
                ("upheld", _("The appeal is right: undo the decision")),
                ("kept", _("The decision stands")),
            ]
        ),
        validators=[InputRequired(_("Choose one."))],
    )
    reason = StringField(
        _("Why"),
        filters=[one_line],
        validators=[
            DataRequired(_("Say why: the member reads it.")),
            at_most(LONGEST_REASON),
        ],
        description=_("The member reads it, in the inbox and by mail."),
    )
