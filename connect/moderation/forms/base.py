"""What every form of a decision has: its reason, and what its moderator knew."""

from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import HiddenField, StringField
from wtforms.validators import DataRequired, Optional

from connect.moderation.models.decisions import LONGEST_REASON
from connect.web.addresses import number_in
from connect.web.forms import at_most, one_line


class DecisionForm(FlaskForm):
    """`seen` is the number of the last decision about the thread when the form was opened: what
    another moderator decided since is told before anything is done."""

    reason = StringField(
        _("Reason"),
        filters=[one_line],
        validators=[DataRequired(_("Give a reason: members read it.")), at_most(LONGEST_REASON)],
        description=_("Members read it. Name nobody."),
    )
    seen = HiddenField(validators=[Optional()])

    @property
    def told(self) -> dict[str, Any]:
        """What the action is told."""
        return {"reason": self.reason.data, "seen": number_in(self.seen.data or "")}
