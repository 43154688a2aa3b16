"""What members type in discussions, checked before an action sees it."""

from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import HiddenField, IntegerField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import AnyOf, DataRequired, InputRequired, Optional, ValidationError

from connect.discussions.models import Comment
from connect.drafts.forms import DraftedForm
from connect.uploads.forms import AttachmentsMixin
from connect.web.addresses import number_in
from connect.web.forms import LONGEST_TEXT, ShortToRead, WritingForm, at_most, one_line, options
from connect.web.languages import OWN_NAMES

KINDS = {
    "question": _("Question"),
    "experience": _("Experience"),
    "proposal": _("Proposal"),
    "discussion": _("Discussion"),
}
STATES = {"unanswered": _("Without answer"), "solved": _("Solved")}
"""How far a question has come, to be looked for."""
MOST_TAGS = 5
LONGEST_TAG = 30


def _body(label: str) -> TextAreaField:
    return TextAreaField(
        label, validators=[DataRequired(_("Write something first.")), ShortToRead(LONGEST_TEXT)]
    )


def _title() -> StringField:
    return StringField(
        _("Title"),
        filters=[one_line],
        validators=[DataRequired(_("Give it a title.")), at_most(120)],
    )


def _number(text: str | int | None) -> int | None:
    digits = str(text or "").strip()
    return (number_in(digits) or 0) if digits else None


class TagsField(StringField):
    """Words separated by commas; `tags` are they, tidy and each once."""

    @property
    def tags(self) -> list[str]:
        words = (one_line(word).lower() for word in (self.data or "").split(","))
        return list(dict.fromkeys(word for word in words if word))

    def pre_validate(self, form: FlaskForm) -> None:
        if len(self.tags) > MOST_TAGS or any(len(tag) > LONGEST_TAG for tag in self.tags):
            raise ValidationError(
                _("At most %(count)d words, of %(length)d letters each.")
                % {"count": MOST_TAGS, "length": LONGEST_TAG}
            )


class ThreadForm(WritingForm, DraftedForm, AttachmentsMixin):
    kind = RadioField(
        _("Kind of thread"),
        choices=options(KINDS.items()),
        default="question",
        validators=[InputRequired(_("Choose one."))],
    )
    title = _title()
    body = _body(_("Your text"))
    tags = TagsField(_("Key words, separated by commas"))

    @property
    def told(self) -> dict[str, Any]:
        """What the action is told."""
        return {
            "kind": self.kind.data,
            "title": self.title.data,
            "body": self.body.data,
            "tags": self.tags.tags,
            "files": self.files.data,
            "token": self.token.data or None,
        }


class CommentForm(WritingForm, DraftedForm, AttachmentsMixin):
    body = _body(_("Your answer"))
    parent = HiddenField(validators=[Optional()])
    seen = HiddenField(validators=[Optional()])

    @property
    def parent_id(self) -> int | None:
        """The comment answered; 0, which no comment has, for what is not a number."""
        return _number(self.parent.data)

    @property
    def seen_number(self) -> int | None:
        """The last answer there was when its writer last looked; None: nobody looked."""
        return _number(self.seen.data)

    @property
    def told(self) -> dict[str, Any]:
        return {
            "body": self.body.data,
            "parent_id": self.parent_id,
            "files": self.files.data,
            "token": self.token.data or None,
        }


class EditForm(DraftedForm, AttachmentsMixin):
    body = _body(_("Your text"))
    version = IntegerField(validators=[InputRequired(_("This form is damaged. Reload the page."))])

    @property
    def told(self) -> dict[str, Any]:
        return {
            "body": self.body.data,
            "files": self.files.data,
            "version": self.version.data,
        }


class OpeningEditForm(EditForm):
    title = _title()

    @property
    def told(self) -> dict[str, Any]:
        return {**super().told, "title": self.title.data}


def edit_form(comment: Comment) -> type[EditForm]:
    return OpeningEditForm if comment.is_opening else EditForm


class MarkForm(FlaskForm):
    """A reaction or bookmark as it shall be, so that sending it twice changes nothing."""

    pressed = HiddenField(validators=[AnyOf(["true", "false"])])


class ReadingForm(FlaskForm):
    """Which comments were seen: their numbers, separated by commas."""

    numbers = HiddenField(validators=[at_most(4000)])

    @property
    def seen(self) -> list[int]:
        found = map(number_in, (self.numbers.data or "").split(","))
        return [number for number in found if number is not None]


class RemovalForm(FlaskForm):
    reason = StringField(
        _("Reason"),
        filters=[one_line],
        validators=[DataRequired(_("Give a reason: members read it.")), at_most(500)],
        description=_("Without the words themselves. It stands where the version was."),
    )


class LanguageForm(FlaskForm):
    lang = SelectField(_("Language of this text"), choices=options(OWN_NAMES.items()))
