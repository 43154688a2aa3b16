"""What moderators say on the page of a report."""

from collections.abc import Iterable, Sequence
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import HiddenField, RadioField, SelectField, SubmitField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Optional

from connect.members.models import Member
from connect.moderation.answering import ANSWER_LOCALES, answer_locale, filled_in, reporters_locales
from connect.moderation.forms.base import DecisionForm
from connect.moderation.models import CannedAnswer, Report
from connect.moderation.models.answers import LONGEST_ANSWER
from connect.moderation.words import ANSWER_KINDS
from connect.web.addresses import number_in
from connect.web.forms import at_most, options, plain
from connect.web.languages import current_locale

TO_REPORTERS, TO_AUTHOR = ("hidden", "kept"), ("author_hidden", "author_kept")


class AssignmentForm(FlaskForm):
    """`seen`: who had it in hand when the form was opened."""

    member = SelectField(_("Hand over to"), coerce=int)
    seen = HiddenField(validators=[Optional()])

    def __init__(self, moderators: Iterable[Member]) -> None:
        super().__init__()
        self.member.choices = options((member.id, member.name) for member in moderators)

    @property
    def seen_id(self) -> int | None:
        return number_in(self.seen.data or "")


def _answer(label: str, *validators: Any) -> TextAreaField:
    return TextAreaField(label, [*validators, at_most(LONGEST_ANSWER)], filters=[plain])


class ReportDecisionForm(DecisionForm):
    """It asks for an answer in each language that reporters of this case read."""

    outcome = RadioField(
        _("What becomes of the text?"),
        choices=options([("settled", _("Hide the text")), ("rejected", _("Leave it to be read"))]),
        validators=[InputRequired(_("Choose what becomes of the text."))],
    )
    for_reporters = SelectField(_("An answer to start from"), validators=[Optional()])
    for_author = SelectField(_("An answer to start from"), validators=[Optional()])
    insert = SubmitField(_("Insert what I chose"))
    answer_fr = _answer(
        _("Answer to those who reported, in French"),
        DataRequired(_("Answer those who reported in French.")),
    )
    answer_nl = _answer(
        _("Answer to those who reported, in Dutch"),
        DataRequired(_("Answer those who reported in Dutch.")),
    )
    answer_author = _answer(_("A word to the author"))

    def __init__(self, report: Report, canned: Sequence[CannedAnswer]) -> None:
        super().__init__()
        self._report, self._canned = report, canned
        self.for_reporters.choices = _choices(canned, TO_REPORTERS)
        self.for_author.choices = _choices(canned, TO_AUTHOR)
        self.locales = reporters_locales(report)
        for locale in ANSWER_LOCALES:
            if locale not in self.locales:
                del self[f"answer_{locale}"]

    @property
    def in_author_language(self) -> str:
        return answer_locale(self._report.comment.author)

    @property
    def inserts(self) -> bool:
        """Whether the moderator only wants words to start from."""
        return bool(self.is_submitted() and self.insert.data)

    def insert_chosen(self) -> None:
        """Put the chosen answers, filled in, where they can be changed."""
        comment = self._report.comment
        by_id = {str(answer.id): answer for answer in self._canned}
        if chosen := by_id.get(self.for_reporters.data or ""):
            for locale in self.locales:
                self[f"answer_{locale}"].data = filled_in(chosen, comment, locale)
        if chosen := by_id.get(self.for_author.data or ""):
            self.answer_author.data = filled_in(chosen, comment, self.in_author_language)

    @property
    def answers(self) -> dict[str, str]:
        """As a Report keeps them."""
        written = {locale: self[f"answer_{locale}"].data for locale in self.locales}
        return {**written, "author": self.answer_author.data}


def _choices(canned: Sequence[CannedAnswer], kinds: Sequence[str]) -> list[Any]:
    locale = current_locale()
    found = [answer for answer in canned if answer.kind in kinds]
    named = ((a.id, gettext(": ").join([str(ANSWER_KINDS[a.kind]), a.name(locale)])) for a in found)
    return options([("", gettext("None")), *named])
