"""An answer to start from, in both languages."""

from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired

from connect.moderation.models.answers import LONGEST_ANSWER, LONGEST_NAME
from connect.moderation.words import ANSWER_KINDS
from connect.web.forms import at_most, one_line, options, plain


def _name(label: str, missing: str) -> StringField:
    return StringField(label, [DataRequired(missing), at_most(LONGEST_NAME)], filters=[one_line])


def _text(label: str, missing: str) -> TextAreaField:
    return TextAreaField(
        label,
        [DataRequired(missing), at_most(LONGEST_ANSWER)],
        filters=[plain],
        description=_("{title} stands for the title of the thread."),
        render_kw={"rows": 6},
    )


class CannedAnswerForm(FlaskForm):
    kind = SelectField(
        _("To whom, and when"),
        choices=options(ANSWER_KINDS.items()),
        validators=[InputRequired(_("Choose one."))],
    )
    name_fr = _name(_("Name in French"), _("Fill in the French name."))
    text_fr = _text(_("Text in French"), _("Fill in the French text."))
    name_nl = _name(_("Name in Dutch"), _("Fill in the Dutch name."))
    text_nl = _text(_("Text in Dutch"), _("Fill in the Dutch text."))

    @property
    def told(self) -> dict[str, Any]:
        return {
            name: self[name].data for name in ("kind", "name_fr", "text_fr", "name_nl", "text_nl")
        }
