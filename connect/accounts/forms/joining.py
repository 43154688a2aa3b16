"""What is filled in to become a member: asking, and joining."""

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import BooleanField, Field, StringField, TextAreaField, ValidationError
from wtforms.validators import DataRequired, Optional

from connect.accounts.queries import known_domain_of
from connect.members.fields import (
    SpeaksForForm,
    email_field,
    function_field,
    name_field,
    new_password_field,
    strip,
)
from connect.places.forms import MunicipalityField
from connect.web.forms import at_most, one_line


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
        if field.data or self.municipality.data or self.municipality.errors:
            return
        if self.email.errors or known_domain_of(self.email.data) is None:
            raise ValidationError(_("Tell us which municipality or organisation you speak for."))


class JoinForm(SpeaksForForm):
    """`email` is taken away when the invitation was mailed to one. `links_account` counts for who
    came from an account elsewhere."""

    email = email_field()
    password = new_password_field()
    links_account = BooleanField(
        _("Sign in with it from now on, as well as with my password"), default=True
    )


class DeclineForm(FlaskForm):
    reason = TextAreaField(
        _("Reason"),
        [
            DataRequired(_("Give a reason: it is sent to the person who asked.")),
            at_most(1000),
        ],
        filters=[strip],
    )
