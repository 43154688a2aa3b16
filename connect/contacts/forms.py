"""What is written to ask for contact, and to answer."""

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import HiddenField, StringField, TextAreaField
from wtforms.validators import DataRequired

from connect.contacts.models import LONGEST_ANSWER, LONGEST_MESSAGE, LONGEST_SUBJECT
from connect.web.forms import WritingForm, at_most, one_line, plain


class RequestForm(WritingForm):
    subject = StringField(
        _("What is it about?"),
        [DataRequired(_("Say in a few words what it is about.")), at_most(LONGEST_SUBJECT)],
        description=_("For example: your agreement with the police zone."),
        filters=[one_line],
        render_kw={"autocomplete": "off"},
    )
    message = TextAreaField(
        _("Your message"),
        [
            DataRequired(_("Write a few lines: a request with a reason is answered sooner.")),
            at_most(LONGEST_MESSAGE),
        ],
        description=_("Who you are, what you would like to know, and by when."),
        filters=[plain],
    )
    about = HiddenField()


class AnswerForm(FlaskForm):
    answer = TextAreaField(_("A word with your answer"), [at_most(LONGEST_ANSWER)], filters=[plain])
