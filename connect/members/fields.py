"""Fields that several forms about members share."""

from typing import Any

import email_validator
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import (
    EmailField,
    Field,
    PasswordField,
    SelectField,
    SelectMultipleField,
    StringField,
    ValidationError,
)
from wtforms.validators import DataRequired, Length, Optional
from wtforms.widgets import CheckboxInput

from connect.members.models import normal_email
from connect.places.forms import MunicipalityField
from connect.web.forms import at_most, one_line, options

SHORTEST_PASSWORD = 10
LONGEST_ADDRESS = 254


def normalise_address(_form: FlaskForm, field: Field) -> None:
    """Refuse what cannot be an address; keep the one way of writing it. What is too long is not
    even looked at: that takes a second for each megabyte."""
    typed = (field.data or "")[: LONGEST_ADDRESS + 1]
    try:
        checked = email_validator.validate_email(typed, check_deliverability=False)
    except email_validator.EmailNotValidError:
        raise ValidationError(
            _("This is not an e-mail address: it should look like name@example.be.")
        ) from None
    field.data = normal_email(checked.normalized)


def strip(text: str | None) -> str:
    """A field that was not sent at all is an empty one."""
    return (text or "").strip()


def checkboxes(label: str, **details: Any) -> SelectMultipleField:
    return SelectMultipleField(label, option_widget=CheckboxInput(), **details)


def name_field() -> StringField:
    return StringField(
        _("Your name"),
        [
            DataRequired(_("Tell us your name.")),
            Length(2, 80, _("A name has between 2 and 80 characters.")),
        ],
        filters=[one_line],
        render_kw={"autocomplete": "name"},
    )


def email_field() -> EmailField:
    return EmailField(
        _("E-mail address"),
        [
            DataRequired(_("Fill in your e-mail address.")),
            normalise_address,
        ],
        filters=[strip],
        render_kw={"autocomplete": "email"},
    )


def function_field() -> StringField:
    return StringField(
        _("Your function"),
        [
            DataRequired(_("Tell us your function: it helps others to understand you.")),
            at_most(120),
        ],
        description=_("For example: prevention officer, alderman, head of service."),
        filters=[one_line],
        render_kw={"autocomplete": "organization-title"},
    )


def new_password_field(label: object = _("Password")) -> PasswordField:
    return PasswordField(
        label,
        [
            DataRequired(_("Choose a password.")),
            Length(SHORTEST_PASSWORD, 128, _("A password has between 10 and 128 characters.")),
        ],
        description=_("At least 10 characters. A few words in a row are easy to remember."),
        render_kw={"autocomplete": "new-password"},
    )


class SpeaksForForm(FlaskForm):
    """Fields of somebody who speaks for a municipality or for an organisation."""

    name = name_field()
    function = function_field()
    municipality = MunicipalityField(_("Municipality"), [Optional()])
    organisation = SelectField(
        _("Organisation"), [Optional()], coerce=lambda value: int(value) if value else None
    )

    def offer_organisations(self, organisations: list[tuple[int, str]]) -> None:
        self.organisation.choices = options([("", _("None of these")), *organisations])
