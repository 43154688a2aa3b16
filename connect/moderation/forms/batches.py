"""The form of an act on many things at once."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import Field, HiddenField, SelectField, StringField
from wtforms.validators import StopValidation

from connect.moderation.actions.bulk import ACTS, BulkAct
from connect.moderation.desk import Section
from connect.moderation.forms.closing import PACES
from connect.moderation.models.answers import AnswerKind
from connect.moderation.models.decisions import LONGEST_REASON
from connect.moderation.queries.answers import canned_answers
from connect.moderation.queries.desk import EPOCH, MOST_AT_ONCE
from connect.moderation.queries.sections import SECTIONS
from connect.web.addresses import number_in
from connect.web.forms import WritingForm, at_most, one_line, options
from connect.web.languages import current_locale

LAST_MOMENT = 253_402_300_799_999_999  # of the year 9999
ANSWERS: dict[str, AnswerKind] = {"hiding_answer": "hidden", "keeping_answer": "kept"}
"""Fields of answers to start from, and for what these are."""


class BatchForm(WritingForm):
    """`targets` are numbers with commas between; with `whole`, the list that the filters describe
    is meant, however much of it was shown. `as_of`: when that was, in microseconds."""

    section = HiddenField()
    act = HiddenField()
    targets = HiddenField()
    whole = HiddenField()
    theme = HiddenField()
    state = HiddenField()
    mine = HiddenField()
    as_of = HiddenField()
    reason = StringField(
        _("Reason"),
        filters=[one_line],
        validators=[at_most(LONGEST_REASON)],
        description=_("Members read it beside each of them. Name nobody."),
    )

    def validate_reason(self, field: Field) -> None:
        if self.of_act and self.of_act.has_reason and not field.data:
            raise StopValidation(_("Give a reason: members read it."))

    minutes = SelectField(
        _("Pace"),
        coerce=int,
        choices=options((minutes, label) for minutes, label in PACES.items() if minutes),
        default=60,
    )
    hiding_answer = SelectField(_("Answer to those who reported"), coerce=number_in)
    keeping_answer = SelectField(_("Answer to those who reported"), coerce=number_in)

    def __init__(self, *sent: Any) -> None:
        super().__init__(*sent)
        asks = self.of_act.asks if self.of_act else ()
        for name in ("minutes", "hiding_answer", "keeping_answer"):
            if name not in asks:
                del self[name]
        for name in ("reason", *asks):
            self[name].flags.required = True
        for name, kind in ANSWERS.items():
            if name in asks:
                self[name].choices = options(
                    (answer.id, answer.name(current_locale())) for answer in canned_answers(kind)
                )

    @property
    def of_section(self) -> Section:
        return SECTIONS[self.section.data or ""]

    @property
    def of_act(self) -> BulkAct | None:
        """None: the section knows no such act."""
        section = SECTIONS.get(self.section.data or "")
        return ACTS[self.act.data] if section and self.act.data in section.acts else None

    @property
    def chosen(self) -> Sequence[int]:
        """At most a thousand, each once."""
        found = (number_in(part) for part in (self.targets.data or "").split(","))
        return list(dict.fromkeys(number for number in found if number))[:MOST_AT_ONCE]

    @property
    def details(self) -> dict[str, Any]:
        """What the act asks for, as a batch keeps it."""
        asked = self.of_act.asks if self.of_act else ()
        told = {("answer" if name in ANSWERS else name): self[name].data for name in asked}
        return told | ({"as_of": self.looked_at.isoformat()} if "as_of" in asked else {})

    @property
    def looked_at(self) -> datetime:
        """When the page was made on which the moderator chose; the beginning of time when that
        is not said."""
        moment = number_in(self.as_of.data or "") or 0
        return EPOCH + timedelta(microseconds=min(moment, LAST_MOMENT))
