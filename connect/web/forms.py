"""What forms share: the token against double sending, filters, validators and choices."""

import uuid
from collections.abc import Iterable

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import Field, HiddenField, SelectChoice
from wtforms.validators import UUID, Length, Optional, ValidationError

from connect import rich_text

LONGEST_TEXT = 20_000


class WritingForm(FlaskForm):
    """A form that creates something: its token makes sending it twice create one thing."""

    token = HiddenField(
        default=lambda: str(uuid.uuid4()),
        validators=[Optional(), UUID(_("This form is damaged. Reload the page."))],
    )


def one_line(text: str | None) -> str:
    """The filter of a field for a name or a title; a field that was not sent is an empty one."""
    return rich_text.one_line(text or "")


def plain(text: str | None) -> str:
    """The filter of a field of several lines without markup. A browser sends two characters for
    each new line, and counts one."""
    return rich_text.clean((text or "").replace("\r\n", "\n")).strip()


def at_most(length: int) -> Length:
    return Length(max=length, message=_("At most %(max)d characters, please."))


class ShortToRead:
    """At most so many characters to read; those of the markup do not count."""

    def __init__(self, length: int) -> None:
        self.length = length
        self.field_flags = {"maxlength": length}

    def __call__(self, _form: object, field: Field) -> None:
        if rich_text.length(field.data or "") > self.length:
            raise ValidationError(_("At most %(max)d characters, please.", max=self.length))


def options(pairs: Iterable[tuple[object, object]]) -> list[SelectChoice]:
    """What a field lets one choose from: values and their labels."""
    return [SelectChoice(value, label) for value, label in pairs]
