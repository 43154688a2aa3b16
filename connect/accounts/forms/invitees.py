"""A line of a spreadsheet, checked as the form for one person is; and the form for the spreadsheet.

What cannot be understood is told in words; nothing is guessed.
"""

import re
from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from werkzeug.datastructures import MultiDict
from wtforms import Field, StringField, TextAreaField, ValidationError
from wtforms.validators import Optional

from connect import spreadsheets
from connect.accounts.forms.invitations import SendingForm
from connect.accounts.invitees import UnknownColumn, cells_by_column
from connect.folding import fold
from connect.members.fields import email_field, strip
from connect.places import municipalities
from connect.places.forms import MunicipalityField
from connect.spreadsheets import SpreadsheetRefused
from connect.web.forms import at_most, one_line

MOST_PEOPLE = 500
ROLES = {
    "member": "membre, lid, member",
    "moderator": "modération, modérateur, modératrice, moderatie, moderator",
    "organiser": "équipe BeFUS, organisateur, organisatrice, BeFUS-team, organisator, organiser,"
    " organizer",
}
LANGUAGES = {"fr": "fr, français, frans, french", "nl": "nl, néerlandais, nederlands, dutch"}
LANGUAGES |= {"en": "en, anglais, engels, english"}
REASONS: dict[str, object] = {
    "a workbook": _("This workbook cannot be read. Save it as xlsx or CSV, or paste its cells."),
    "not text": _("This file cannot be read as a spreadsheet. Save it as CSV first."),
    "too large": _("This file is larger than 2 MB."),
    "too many lines": _("At most 500 people at a time, please: split the file."),
    "empty": _("There is nobody in it."),
}


def _meanings(words: Mapping[str, str]) -> dict[str, str]:
    return {fold(word): meaning for meaning, some in words.items() for word in some.split(", ")}


def no_formula(_form: FlaskForm, field: Field) -> None:
    """A spreadsheet to which this is ever copied would run it."""
    if field.data and field.data[0] in "=+-@":
        raise ValidationError(_("This begins with a sign that spreadsheets take for a formula."))


class PlaceField(MunicipalityField):
    """Here a REFNIS code may stand too."""

    def process_formdata(self, valuelist: list[str]) -> None:
        if valuelist and re.fullmatch(r"\d{5}", valuelist[0], re.ASCII):
            try:
                self.data = municipalities.get(valuelist[0]).refnis
            except KeyError:
                raise ValueError(
                    _("We know no municipality “%(typed)s”.", typed=valuelist[0])
                ) from None
        else:
            super().process_formdata(valuelist)


class InviteeForm(FlaskForm):
    """`themes` and `organisations` are what the words of a line may mean, folded."""

    class Meta:
        csrf = False

    email = email_field()
    name = StringField(_("Name"), [at_most(80), no_formula], filters=[one_line])
    function = StringField(_("Function"), [at_most(120), no_formula], filters=[one_line])
    municipality = PlaceField(_("Municipality"), [Optional()])
    organisation = StringField(_("Organisation"))
    role = StringField(_("Role"))
    themes = StringField(_("Themes"))
    language = StringField(_("Language"))

    def __init__(
        self, cells: Mapping[str, str], themes: Mapping[str, int], organisations: Mapping[str, int]
    ) -> None:
        super().__init__(formdata=MultiDict(cells))
        self.known_themes, self.known_organisations = themes, organisations

    def validate_organisation(self, field: Field) -> None:
        self._means(field, self.known_organisations)

    def validate_language(self, field: Field) -> None:
        self._means(field, _meanings(LANGUAGES))

    def validate_role(self, field: Field) -> None:
        self._means(field, _meanings(ROLES))

    def validate_themes(self, field: Field) -> None:
        """Names or addresses of themes, between commas, semicolons or bars."""
        named = field.data or ""
        whole = [named] if fold(named) in self.known_themes else re.split(r"[,;|]", named)
        unknown = [
            one for one in map(str.strip, whole) if one and fold(one) not in self.known_themes
        ]
        if unknown:
            raise ValidationError(_("We do not know “%(word)s”.", word=", ".join(unknown)[:80]))
        field.data = [self.known_themes[fold(one)] for one in whole if one.strip()]
        if self.role.data == "moderator" and not field.data:
            raise ValidationError(_("Say which themes this person will moderate."))

    def problems(self) -> list[str]:
        """In words, each with the name of its column."""
        return [
            str(_("%(label)s: %(error)s", label=field.label.text, error=error))
            for field in self
            for error in self.errors.get(field.name, ())
        ]

    def details(self, locale: str) -> dict[str, Any]:
        """For `actions.invite`, of a line without problems."""
        return {
            "email": self.email.data,
            "name": self.name.data,
            "function": self.function.data,
            "municipality": self.municipality.data,
            "organisation_id": self.organisation.data,
            "role": self.role.data or "member",
            "theme_ids": self.themes.data,
            "locale": self.language.data or locale,
        }

    def _means(self, field: Field, meanings: Mapping[str, Any]) -> None:
        typed, field.data = field.data, None
        if not typed:
            return
        if fold(typed) not in meanings:
            raise ValidationError(_("We do not know “%(word)s”.", word=typed[:80]))
        field.data = meanings[fold(typed)]


class InvitationListForm(SendingForm):
    file = FileField(
        _("File"),
        description=_("Excel (xlsx) or CSV; at most 500 people."),
        render_kw={"accept": ".csv,.txt,.xlsx,text/csv,text/plain"},
    )
    pasted = TextAreaField(
        _("Or paste the cells here"),
        description=_("The first line may name the columns."),
        filters=[strip],
    )

    lines: list[tuple[int, dict[str, str]]]

    @property
    def file_name(self) -> str:
        return one_line(self.file.data.filename)[:120] if self.file.data else ""

    def validate_pasted(self, field: Field) -> None:
        """Leaves what was read in `lines`, and the text of a file in the field: a file that was
        chosen does not come back with the page."""
        data = self.file.data.read(spreadsheets.LARGEST + 1) if self.file.data else None
        data = field.data.encode() if data is None else data
        try:
            self.lines = cells_by_column(spreadsheets.lines_of(data, MOST_PEOPLE))
        except SpreadsheetRefused as error:
            raise ValidationError(REASONS[error.refusal]) from None
        except UnknownColumn as error:
            raise ValidationError(_unknown_column(error.heading)) from None
        if not self.lines:
            raise ValidationError(REASONS["empty"])
        field.data = spreadsheets.as_text(data)


def _unknown_column(heading: str) -> object:
    if not heading:
        return _("No column is named “e-mail”.")
    return _("We do not know the column “%(word)s”.", word=heading)
