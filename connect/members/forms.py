"""What members and those who want to become one fill in."""

from typing import Any

import email_validator
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import (
    BooleanField,
    EmailField,
    Field,
    IntegerField,
    PasswordField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional
from wtforms.widgets import CheckboxInput

from connect.members.models import normal_email
from connect.places.forms import MunicipalityField
from connect.uploads.images import NotAPicture, square_webp
from connect.web.forms import at_most, one_line, options
from connect.web.languages import LOCALES, OWN_NAMES

AVATAR_SIDE = 256
LARGEST_PICTURE = 5 * 1024 * 1024
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


def new_password_field() -> PasswordField:
    return PasswordField(
        _("Password"),
        [
            DataRequired(_("Choose a password.")),
            Length(SHORTEST_PASSWORD, 128, _("A password has between 10 and 128 characters.")),
        ],
        description=_("At least 10 characters. A few words in a row are easy to remember."),
        render_kw={"autocomplete": "new-password"},
    )


class SignInForm(FlaskForm):
    email = EmailField(
        _("E-mail address"),
        [DataRequired(_("Fill in your e-mail address.")), at_most(LONGEST_ADDRESS)],
        render_kw={"autocomplete": "username"},
    )
    password = PasswordField(
        _("Password"),
        [DataRequired(_("Fill in your password.")), at_most(128)],
        render_kw={"autocomplete": "current-password"},
    )


class ForgottenPasswordForm(FlaskForm):
    email = email_field()


class NewPasswordForm(FlaskForm):
    password = new_password_field()


class ConfirmForm(FlaskForm):
    """A button: a mail server that opens every link must not confirm by looking."""


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


class JoinRequestForm(FlaskForm):
    name = name_field()
    email = email_field()
    function = function_field()
    municipality = MunicipalityField(_("Municipality"), [Optional()])
    organisation = StringField(
        _("Organisation"),
        [at_most(120)],
        description=_("If you do not speak for a municipality."),
        filters=[one_line],
        render_kw={"autocomplete": "organization"},
    )
    message = TextAreaField(
        _("A word to the organisers"),
        [at_most(2000)],
        filters=[strip],
    )

    def validate_organisation(self, field: Field) -> None:
        if not field.data and not self.municipality.data:
            raise ValidationError(_("Tell us which municipality or organisation you speak for."))


class JoinForm(SpeaksForForm):
    """`email` is taken away when the invitation was mailed to one."""

    email = email_field()
    password = new_password_field()


class DeclineForm(FlaskForm):
    reason = TextAreaField(
        _("Reason"),
        [
            DataRequired(_("Give a reason: it is sent to the person who asked.")),
            at_most(1000),
        ],
        filters=[strip],
    )


class InvitationForm(FlaskForm):
    email = EmailField(
        _("E-mail address"),
        [Optional(), normalise_address],
        description=_("The link is mailed there. Leave it empty for a link you hand out."),
        filters=[strip],
    )
    locale = RadioField(
        _("Language of the invitation"),
        [DataRequired(_("Choose a language."))],
        choices=options((code, OWN_NAMES[code]) for code in LOCALES),
    )
    role = RadioField(
        _("Role"),
        [DataRequired(_("Choose a role."))],
        choices=options([("member", _("Member")), ("organiser", _("Organiser"))]),
        default="member",
    )
    municipality = MunicipalityField(_("Municipality"), [Optional()])
    themes = checkboxes(_("Themes to follow"), coerce=int)
    uses = IntegerField(
        _("How many people may use the link"),
        [
            InputRequired(_("Fill in a number.")),
            NumberRange(1, 500, _("This is a number from 1 to 500.")),
        ],
        default=1,
    )


class ProfileForm(SpeaksForForm):
    languages = checkboxes(_("Languages you speak"), choices=options(OWN_NAMES.items()))
    locale = RadioField(
        _("Language of the pages and mails"),
        [DataRequired(_("Choose a language."))],
        choices=options((code, OWN_NAMES[code]) for code in LOCALES),
    )
    themes = checkboxes(_("Themes you follow"), coerce=int)
    presentation = TextAreaField(
        _("Presentation"),
        [at_most(2000)],
        description=_("What do you work on, and what can others ask you about?"),
        filters=[strip],
    )
    picture = FileField(
        _("Your picture"),
        description=_("PNG, JPEG, WebP, GIF or AVIF, at most 5 MB. It is cut to a square."),
        render_kw={"accept": "image/png,image/jpeg,image/webp,image/gif,image/avif"},
    )
    removes_picture = BooleanField(_("Show my initials instead of my picture"))
    shows_presence = BooleanField(_("Let others see when I am reading a thread"))

    webp: bytes | None = None

    def validate_picture(self, field: Field) -> None:
        """Leaves the picture as we keep it in `webp`."""
        if not field.data:
            return
        file: Any = field.data.stream
        if file.seek(0, 2) > LARGEST_PICTURE:
            raise ValidationError(_("This picture is larger than 5 MB."))
        file.seek(0)
        try:
            self.webp = square_webp(file, AVATAR_SIDE)
        except NotAPicture:
            raise ValidationError(
                _("This file is not a picture that we can read, or it is too large.")
            ) from None
