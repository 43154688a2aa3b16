"""How reports and answers are named."""

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from connect.moderation.models.answers import AnswerKind
from connect.moderation.models.reports import ReportKind, ReportState

REPORT_KINDS: Mapping[ReportKind, LazyString] = {
    "personal_data": _("Personal data of a private person"),
    "offensive": _("Offensive"),
    "off_topic": _("Off topic"),
    "other": _("Something else"),
}

REPORT_KINDS_EXPLAINED: Mapping[ReportKind, LazyString] = {
    "personal_data": _(
        "Somebody who is not here can be recognised. The text is hidden at once, until a"
        " moderator has decided."
    ),
    "offensive": _("It insults, threatens or shuts somebody out."),
    "off_topic": _("It belongs elsewhere, or it is advertising."),
    "other": _("Say below what it is."),
}

REPORT_STATES: Mapping[ReportState, LazyString] = {
    "new": _("New"),
    "in_hand": _("In hand"),
    "settled": _("Settled: the text is hidden"),
    "rejected": _("Rejected: the text stays"),
}

ANSWER_KINDS: Mapping[AnswerKind, LazyString] = {
    "hidden": _("To those who reported: the text is hidden"),
    "kept": _("To those who reported: the text stays"),
    "author_hidden": _("To the author: the text is hidden"),
    "author_kept": _("To the author: the text stays"),
}

LANGUAGES: Mapping[str, LazyString] = {"fr": _("in French"), "nl": _("in Dutch")}
