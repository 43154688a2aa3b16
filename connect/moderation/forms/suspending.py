"""For how long a member is kept out, of what and why; and why no longer."""

from datetime import datetime, time, timedelta

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import DateField, Field, HiddenField, RadioField, SelectField, StringField
from wtforms.validators import DataRequired, InputRequired, Optional, ValidationError

from connect.database import utc_now
from connect.moderation.models.decisions import LONGEST_REASON
from connect.web.addresses import number_in
from connect.web.forms import at_most, one_line, options
from connect.web.helpers import BRUSSELS, on_belgian_clocks

EVERYWHERE = "everywhere"
LONGEST = timedelta(days=366)
DAYS = {
    "1": _("1 day"),
    "3": _("3 days"),
    "7": _("7 days"),
    "30": _("30 days"),
    "date": _("Until a date"),
}


def _reason() -> StringField:
    return StringField(
        _("Reason"),
        filters=[one_line],
        validators=[
            DataRequired(_("Give a reason: the member reads it.")),
            at_most(LONGEST_REASON),
        ],
        description=_("The member reads it, and all members do, without the name. Name nobody."),
    )


class SuspensionForm(FlaskForm):
    scope = SelectField(_("From where"), validators=[InputRequired(_("Choose one."))])
    days = RadioField(
        _("For how long"),
        choices=options(DAYS.items()),
        default="3",
        validators=[InputRequired(_("Choose one."))],
    )
    last_day = DateField(
        _("Last day"),
        validators=[Optional()],
        description=_("Only for “Until a date”: at most a year from now."),
    )
    reason = _reason()

    @property
    def theme_id(self) -> int | None:
        """None: everywhere."""
        return None if self.scope.data == EVERYWHERE else number_in(self.scope.data)

    @property
    def until(self) -> datetime:
        if self.days.data == "date":
            return on_belgian_clocks(datetime.combine(self.last_day.data, time(23, 59)))
        return utc_now() + timedelta(days=int(self.days.data))

    def validate_days(self, field: Field) -> None:
        if field.data == "date" and not self.last_day.data:
            raise ValidationError(_("Choose the last day below."))

    def validate_last_day(self, field: Field) -> None:
        today = utc_now().astimezone(BRUSSELS).date()
        if self.days.data != "date" or field.data is None:
            return
        if not today <= field.data <= today + LONGEST:
            raise ValidationError(_("Choose a day that is still to come, within a year."))


class SuspensionEndForm(FlaskForm):
    suspension = HiddenField(
        validators=[InputRequired(_("This form is damaged. Reload the page."))]
    )
    reason = _reason()
