"""The form of a whole synthesis."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf.form import _Auto
from werkzeug.datastructures import MultiDict
from wtforms import IntegerField
from wtforms.validators import InputRequired

from connect.discussions.models import Thread
from connect.drafts.forms import DraftedForm
from connect.drafts.models import Draft
from connect.syntheses import queries
from connect.syntheses.forms.lines import LinesField, as_typed
from connect.syntheses.models import MOST_LINES, SECTIONS, Line
from connect.syntheses.words import SECTION_NAMES
from connect.web.addresses import number_in


class SynthesisForm(DraftedForm):
    """`version` is the one from which the writing started."""

    version = IntegerField(validators=[InputRequired(_("This form is damaged. Reload the page."))])
    agreed = LinesField(SECTION_NAMES["agreed"], "agreed")
    debated = LinesField(SECTION_NAMES["debated"], "debated")
    open = LinesField(SECTION_NAMES["open"], "open")

    def __init__(self, thread: Thread, formdata: Any = _Auto, **given: Any) -> None:
        super().__init__(formdata=formdata, **given)
        citable = queries.citable(thread, {id for field in self.sections for id in field.named})
        for field in self.sections:
            field.citable = citable

    @property
    def sections(self) -> Sequence[LinesField]:
        return [self[name] for name in SECTIONS]

    @property
    def lines(self) -> list[Line]:
        return [line for field in self.sections for line in field.lines]

    def validate(self, extra_validators: Any = None) -> bool:
        is_valid = super().validate(extra_validators)
        if not self.lines:
            self.form_errors.append(gettext("Write at least one line."))
        if len(self.lines) > MOST_LINES:
            told = gettext("At most %(max)d lines in all, so that it stays short.", max=MOST_LINES)
            self.form_errors.append(told)
        return is_valid and not self.form_errors

    def reshape(self, asked: str) -> None:
        """As a button of a row asks: "agreed:more", "agreed:up:2"."""
        name, _colon, change = asked.partition(":")
        change, _colon, row = change.partition(":")
        if name in SECTIONS:
            self[name].reshape(change, number_in(row) or 0)


def begun_synthesis(thread: Thread, draft: Draft | None) -> SynthesisForm:
    """The form as the member left it, else with what the synthesis says."""
    if draft is not None:
        form = SynthesisForm(thread, formdata=MultiDict(draft.fields))
        form.draft_version.data = str(draft.version)
        return form
    lines = queries.lines_of(thread)
    rows = {name: [as_typed(line) for line in lines if line.section == name] for name in SECTIONS}
    return SynthesisForm(thread, formdata=None, data={"version": thread.synthesis_version, **rows})
