"""What moderators say of comments that move."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, HiddenField, RadioField, SelectField, StringField
from wtforms.validators import DataRequired, InputRequired, Optional

from connect.discussions.forms import KINDS
from connect.moderation.forms.base import DecisionForm
from connect.web.addresses import number_in
from connect.web.forms import at_most, one_line, options


class MoveForm(DecisionForm):
    """`known` is how many the moderator was shown to move; `wider`: more people may read them."""

    known = HiddenField(validators=[Optional()])
    wider = BooleanField(_("I know that other people will read these texts there."))

    @property
    def told(self) -> dict[str, Any]:
        known = number_in(self.known.data or "")
        return {**super().told, "known": known, "wider": self.wider.data}


class SplitForm(MoveForm):
    title = StringField(
        _("Title of the new thread"),
        filters=[one_line],
        validators=[DataRequired(_("Give it a title.")), at_most(120)],
    )
    kind = RadioField(
        _("Kind of thread"),
        choices=options(KINDS.items()),
        default="discussion",
        validators=[InputRequired(_("Choose one."))],
    )
    theme = SelectField(_("Theme"), coerce=int, validators=[InputRequired(_("Choose one."))])

    @property
    def told(self) -> dict[str, Any]:
        return {**super().told, "title": self.title.data, "kind": self.kind.data}


class MergerForm(DecisionForm):
    wider = BooleanField(_("I know that other people will read these texts there."))

    @property
    def told(self) -> dict[str, Any]:
        return {**super().told, "wider": self.wider.data}
