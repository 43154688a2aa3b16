"""Closing a thread for a time, slowing it down."""

from datetime import UTC, datetime, timedelta
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import DateTimeLocalField, Field, SelectField
from wtforms.validators import InputRequired, Optional, ValidationError

from connect.database import utc_now
from connect.moderation.forms.base import DecisionForm
from connect.web.forms import options
from connect.web.helpers import BRUSSELS, on_belgian_clocks

LONGEST_CLOSURE = timedelta(days=366)
PACES = {
    0: _("As fast as members like"),
    5: _("One answer per member every 5 minutes"),
    15: _("One answer per member every 15 minutes"),
    60: _("One answer per member every hour"),
    240: _("One answer per member every 4 hours"),
    1440: _("One answer per member every day"),
}
"""By minutes; 0 for no limit."""


class ClosureForm(DecisionForm):
    reopens_at = DateTimeLocalField(
        _("Opens again on"),
        [Optional()],
        format=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"],
        description=_("In Belgian time. Leave it empty to close until somebody opens it again."),
    )

    @property
    def told(self) -> dict[str, Any]:
        return {**super().told, "reopens_at": self.moment}

    @property
    def moment(self) -> datetime | None:
        typed = self.reopens_at.data
        return on_belgian_clocks(typed).astimezone(UTC) if typed else None

    def validate_reopens_at(self, field: Field) -> None:
        now = utc_now().astimezone(BRUSSELS).replace(tzinfo=None)
        if field.data is not None and not now < field.data < now + LONGEST_CLOSURE:
            raise ValidationError(_("Choose a time that is still to come, within a year."))


class PaceForm(DecisionForm):
    minutes = SelectField(
        _("Pace"),
        [InputRequired(_("Choose one."))],
        coerce=int,
        choices=options(PACES.items()),
    )

    @property
    def told(self) -> dict[str, Any]:
        return {**super().told, "minutes": self.minutes.data or None}
