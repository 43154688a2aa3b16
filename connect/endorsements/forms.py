"""Endorsing for a municipality, and withdrawing it."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import BooleanField, Field, HiddenField, RadioField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, ValidationError

from connect import rich_text
from connect.endorsements.models import LONGEST_MANDATE, LONGEST_NOTE, LONGEST_REASON
from connect.endorsements.words import LEVEL_NAMES
from connect.web.addresses import number_in
from connect.web.forms import WritingForm, at_most, one_line, options


def words(text: str | None) -> str:
    """The filter of a text of several lines; a field that was not sent is an empty one."""
    return rich_text.clean(text or "").strip()


class EndorsementForm(WritingForm):
    """`replaces` is the number of the endorsement that its writer saw standing, if any."""

    replaces = HiddenField()
    level = RadioField(
        _("Level of support"),
        [InputRequired(_("Choose how your municipality stands behind it."))],
        choices=options(LEVEL_NAMES.items()),
    )
    mandate = StringField(
        _("Function or mandate in which you act"),
        [
            DataRequired(_("Name the function or mandate in which you act.")),
            at_most(LONGEST_MANDATE),
        ],
        description=_("For example: alderman for prevention, decision of the college of 12 March."),
        filters=[one_line],
    )
    note = TextAreaField(
        _("Note"),
        [at_most(LONGEST_NOTE)],
        description=_("What you apply or changed, since when, on which conditions."),
        filters=[words],
    )
    mandated = BooleanField(
        validators=[
            InputRequired(_("Tick the box if you may speak for your municipality on this."))
        ]
    )

    def __init__(self, place: str, **given: Any) -> None:
        super().__init__(**given)
        self.mandated.label.text = gettext("I may speak for %(place)s on this", place=place)

    @property
    def told(self) -> dict[str, Any]:
        return {
            "level": self.level.data,
            "mandate": self.mandate.data,
            "note": self.note.data,
            "replaces": number_in(self.replaces.data) or None,
            "token": self.token.data or None,
        }

    def validate_note(self, field: Field) -> None:
        if self.level.data == "reservation" and not field.data:
            raise ValidationError(_("Say which reservation your municipality makes."))


class WithdrawalForm(FlaskForm):
    """`current` is the number of the endorsement that its writer wants to withdraw."""

    current = HiddenField()
    reason = StringField(
        _("Reason"),
        [at_most(LONGEST_REASON)],
        description=_("Everybody who reads the history reads it."),
        filters=[one_line],
    )

    @property
    def told(self) -> dict[str, Any]:
        return {"current": number_in(self.current.data) or None, "reason": self.reason.data}
