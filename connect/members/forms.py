"""What members say about themselves: the profile, and the same in the steps of the welcome."""

import re
from collections.abc import Iterable

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import BooleanField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Optional, Regexp, ValidationError

from connect import rich_text
from connect.members.availability import WAYS
from connect.members.fields import SpeaksForForm, checkboxes, function_field, strip
from connect.members.portraits import PortraitForm
from connect.members.topics import TopicsField
from connect.themes.models import Theme
from connect.web.forms import ShortToRead, at_most, one_line, options
from connect.web.languages import LOCALES, OWN_NAMES

LONGEST_PRESENTATION = 2000
DIALLED = re.compile(r"[+0-9][-0-9 ()./]{5,38}\Z")
AUDIENCE_NAMES = {
    "members": _("All members"),
    "themes": _("Members who follow one of my themes"),
    "organisers": _("Organisers only"),
}


def audience_field(label: str) -> SelectField:
    return SelectField(label, choices=options(AUDIENCE_NAMES.items()))


class LanguagesForm(FlaskForm):
    languages = checkboxes(_("Languages you speak"), choices=options(OWN_NAMES.items()))


class FollowedThemesForm(FlaskForm):
    themes = checkboxes(_("Themes you follow"), coerce=int)

    def offer_themes(self, themes: Iterable[Theme], locale: str) -> None:
        self.themes.choices = options((theme.id, theme.name(locale)) for theme in themes)


class WordsForm(FlaskForm):
    """What a member writes about their work."""

    presentation = TextAreaField(
        _("Presentation"),
        [ShortToRead(LONGEST_PRESENTATION)],
        description=_("What do you work on, and what can others ask you about?"),
        filters=[strip],
    )
    offers = TopicsField(
        _("What you can help with"),
        description=_(
            "A few words each, with commas between: for example night rounds, mediation at school."
        ),
    )
    seeks = TopicsField(
        _("What you look for"),
        description=_(
            "A few words each, with commas between: for example a model agreement with the police."
        ),
    )

    def validate_presentation(self, field: TextAreaField) -> None:
        """What is short to read can still be more markup than anybody writes."""
        try:
            rich_text.render(field.data or "")
        except rich_text.TextEmpty:
            return
        except rich_text.TextTooLong:
            raise ValidationError(_("This text cannot be kept: please make it simpler.")) from None


class ProfileForm(SpeaksForForm, PortraitForm, WordsForm, FollowedThemesForm, LanguagesForm):
    availability = checkboxes(_("How others can reach you"), choices=options(WAYS.items()))
    availability_note = StringField(
        _("When"),
        [at_most(120)],
        description=_("For example: mornings, except Wednesday."),
        filters=[one_line],
    )
    phone = StringField(
        _("Telephone"),
        [Optional(), Regexp(DIALLED, message=_("A telephone number looks like 02 123 45 67."))],
        filters=[one_line],
        render_kw={"type": "tel", "autocomplete": "tel"},
    )
    contact = StringField(
        _("Other contact"),
        [at_most(120)],
        description=_("For example the address or the e-mail of your service."),
        filters=[one_line],
    )
    locale = RadioField(
        _("Language of the pages and mails"),
        [DataRequired(_("Choose a language."))],
        choices=options((code, OWN_NAMES[code]) for code in LOCALES),
    )
    shows_presence = BooleanField(_("Let others see when I am reading a thread"))

    presentation_for = audience_field(_("Who sees your presentation"))
    expertise_for = audience_field(_("Who sees what you can help with and look for"))
    themes_for = audience_field(_("Who sees the themes you follow"))
    languages_for = audience_field(_("Who sees your languages"))
    availability_for = audience_field(_("Who sees how to reach you"))
    contact_for = audience_field(_("Who sees your telephone and contact"))


class WhoYouAreForm(PortraitForm, LanguagesForm):
    function = function_field()
