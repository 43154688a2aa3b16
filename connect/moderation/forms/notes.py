"""What moderators write for each other."""

from flask_babel import lazy_gettext as _
from wtforms import TextAreaField
from wtforms.validators import DataRequired

from connect.moderation.models.notes import LONGEST_NOTE
from connect.web.forms import WritingForm, at_most, plain


class NoteForm(WritingForm):
    text = TextAreaField(
        _("Note for the moderators"),
        [DataRequired(_("Write the note first.")), at_most(LONGEST_NOTE)],
        filters=[plain],
        render_kw={"rows": 3},
    )
