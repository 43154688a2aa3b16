"""One comment, and the line that is to rest on it."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from markupsafe import Markup
from wtforms import Field, HiddenField, IntegerField, RadioField, TextAreaField
from wtforms.validators import InputRequired, Optional, ValidationError

from connect.discussions.models import Comment
from connect.syntheses.models import (
    LONGEST_LINE,
    MOST_CITED,
    MOST_LINES,
    SECTIONS,
    Line,
    Section,
)
from connect.syntheses.pages import ShownLine, Synthesis, langs_for
from connect.syntheses.words import SECTION_NAMES
from connect.web.addresses import number_in
from connect.web.forms import at_most, one_line, options
from connect.web.languages import current_locale


class CitationForm(FlaskForm):
    """`place` is the number of a line, or the section of a new one."""

    version = IntegerField(validators=[InputRequired(_("This form is damaged. Reload the page."))])
    place = RadioField(
        _("Where it belongs"), [InputRequired(_("Choose a line, or begin a new one."))]
    )
    fr = TextAreaField(_("New line, in French"), [at_most(LONGEST_LINE)], filters=[one_line])
    nl = TextAreaField(_("New line, in Dutch"), [at_most(LONGEST_LINE)], filters=[one_line])

    def __init__(self, comment: Comment, synthesis: Synthesis | None) -> None:
        version = comment.thread.synthesis_version
        super().__init__(data={"version": version})
        self.comment = comment
        shown = synthesis.lines if synthesis else []
        self.standing = [line.line for line in shown]
        lang, other = langs_for(current_locale())
        known = (
            (str(line.number), _in_its_language(line, lang if line.said_in(lang) else other))
            for line in shown
        )
        new = (
            (name, gettext("A new line: %(part)s", part=SECTION_NAMES[name])) for name in SECTIONS
        )
        self.place.choices = options([*known, *new])

    @property
    def number(self) -> int | None:
        """Of the line; None for a new one."""
        return number_in(self.place.data)

    @property
    def line(self) -> Line | None:
        """The new one."""
        section: Section | None = next((name for name in SECTIONS if name == self.place.data), None)
        if section is None:
            return None
        return Line(section, self.fr.data, self.nl.data, (self.comment.id,))

    def validate_place(self, field: Field) -> None:
        number = self.number or 0
        if field.data in SECTIONS and len(self.standing) >= MOST_LINES:
            told = _("There are %(max)d lines already: choose one of them.", max=MOST_LINES)
            raise ValidationError(told)
        if 0 < number <= len(self.standing):
            cites = self.standing[number - 1].cites
            if len(cites) >= MOST_CITED and self.comment.id not in cites:
                told = _("That line rests on %(max)d texts already.", max=MOST_CITED)
                raise ValidationError(told)

    def validate_fr(self, field: Field) -> None:
        if self.place.data in SECTIONS and not (field.data or self.nl.data):
            raise ValidationError(_("Write the new line in French or in Dutch."))


def _in_its_language(line: ShownLine, lang: str) -> Markup:
    return Markup('<span lang="{}">{}</span>').format(lang, line.said_in(lang))


class ConfirmationForm(FlaskForm):
    """What its writer saw."""

    version = IntegerField(validators=[InputRequired()])
    state = HiddenField(validators=[Optional()])
