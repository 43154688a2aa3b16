"""Pinning a thread, putting pins in an order, and the line beside a thread in the spotlight."""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from typing import Any

from flask import request
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, DateField, Field, HiddenField, RadioField, StringField
from wtforms.validators import DataRequired, InputRequired, Optional, ValidationError

from connect.database import utc_now
from connect.discussions.pins import Pin
from connect.moderation.forms.base import DecisionForm
from connect.web.addresses import number_in
from connect.web.forms import at_most, one_line, options
from connect.web.helpers import BRUSSELS, on_belgian_clocks

LONGEST_LINE = 200
LONGEST_PIN = timedelta(days=366)
A_DAY = timedelta(days=1)
PIN_KINDS = {
    "announcement": _("Announcement: leaves a member’s view once they have opened it"),
    "beacon": _("Beacon: stays in view"),
}
PLACES = {"theme": _("In its theme"), "everywhere": _("In all themes and on the home page")}


class PinForm(DecisionForm):
    """`place` is for organisers: others have no such field. `all_the_same` is asked for once the
    place is full."""

    kind = RadioField(
        _("Kind of pin"),
        [InputRequired(_("Choose one."))],
        choices=options(PIN_KINDS.items()),
        default="announcement",
    )
    place = RadioField(
        _("Where"),
        [InputRequired(_("Choose one."))],
        choices=options(PLACES.items()),
        default="theme",
    )
    last_day = DateField(
        _("Last day"),
        [Optional()],
        description=_("At its end the pin goes by itself. Leave it empty to pin without end."),
    )
    all_the_same = BooleanField(_("Pin all the same"))

    def for_member(self, *, is_organiser: bool) -> "PinForm":
        if not is_organiser:
            del self.place
        return self

    @classmethod
    def as_it_stands(cls, pin: Pin | None) -> "PinForm":
        """What a form that is opened begins with."""
        if pin is None:
            return cls()
        last = pin.last_moment
        return cls(
            kind=pin.kind,
            place="everywhere" if pin.everywhere else "theme",
            last_day=last and last.astimezone(BRUSSELS).date(),
            reason=pin.reason,
        )

    @property
    def everywhere(self) -> bool:
        return bool(self.place and self.place.data == "everywhere")

    @property
    def told(self) -> dict[str, Any]:
        return {
            **super().told,
            "kind": self.kind.data,
            "everywhere": self.everywhere,
            "ends_at": self.ends_at,
            "all_the_same": self.all_the_same.data,
        }

    @property
    def ends_at(self) -> datetime | None:
        """The midnight after the last day, on the clocks of Belgium."""
        if self.last_day.data is None:
            return None
        midnight = datetime.combine(self.last_day.data + A_DAY, time())
        return on_belgian_clocks(midnight).astimezone(UTC)

    def validate_last_day(self, field: Field) -> None:
        today = utc_now().astimezone(BRUSSELS).date()
        if field.data is not None and not today <= field.data < today + LONGEST_PIN:
            raise ValidationError(_("Choose a day from today on, within a year."))


class PinOrderForm(DecisionForm):
    """`known` is the order that its moderator saw; the fields `order`, one for each thread, are the
    one that shall be. The buttons `up` and `down` move one of them, and save nothing."""

    known = HiddenField(validators=[Optional(), at_most(4000)])

    @property
    def order(self) -> list[int]:
        return _numbers(request.form.getlist("order"))

    @property
    def moved(self) -> list[int] | None:
        """The order after a button was pressed; None: no button was."""
        order = self.order
        for name, step in (("up", -1), ("down", 1)):
            thread_id = number_in(request.form.get(name, ""))
            if thread_id in order:
                place = order.index(thread_id)
                order.insert(max(0, place + step), order.pop(place))
                return order
        return None

    @property
    def told(self) -> dict[str, Any]:
        known = _numbers((self.known.data or "").split(","))
        return {**super().told, "order": self.order, "known": known}


class SpotlightForm(DecisionForm):
    reason = StringField(
        _("Why it is in the spotlight"),
        filters=[one_line],
        validators=[DataRequired(_("Give a reason: members read it.")), at_most(LONGEST_LINE)],
        description=_("One line that stands beside it: what a reader finds there. Name nobody."),
    )


def _numbers(texts: Sequence[str]) -> list[int]:
    found = map(number_in, texts[:200])
    return [number for number in found if number]
