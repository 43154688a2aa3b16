"""What an organiser notes when an account is closed."""

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import TextAreaField

from connect.members.fields import strip
from connect.web.forms import at_most


class DeactivationForm(FlaskForm):
    reason = TextAreaField(
        _("Reason"),
        [at_most(1000)],
        description=_("Organisers alone can read it."),
        filters=[strip],
    )
