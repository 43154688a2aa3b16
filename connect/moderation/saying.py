"""How each kind of decision is named: in the log, in the inbox, in traces."""

from collections.abc import Sequence

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from connect.folding import fold
from connect.moderation.openness import FOR_WHOM_IT_CONCERNS

NAMES: dict[str, LazyString] = {
    "comment.pinned": _("Answer pinned"),
    "comment.unpinned": _("Answer unpinned"),
    "appeal.kept": _("Appeal answered: the decision stands"),
    "appeal.upheld": _("Appeal answered: the decision is undone"),
    "member.suspended": _("Member suspended for a time"),
    "suspension.ended": _("Suspension ended"),
    "text.approved": _("First text approved"),
    "text.declined": _("First text given back"),
    "theme.approval_ended": _("First texts appear at once again"),
    "theme.approval_started": _("First texts are read by a moderator first"),
    "solution.marked": _("Solution marked"),
    "solution.removed": _("Solution taken back"),
    "thread.featured": _("Thread put in the spotlight"),
    "thread.pin_changed": _("Pin changed"),
    "thread.pin_ended": _("Pin ended"),
    "thread.pin_moved": _("Pinned threads put in order"),
    "thread.pinned": _("Thread pinned"),
    "thread.unfeatured": _("Thread taken out of the spotlight"),
    "thread.unpinned": _("Thread unpinned"),
    "comment.hidden": _("Text hidden"),
    "comment.unhidden": _("Text shown again"),
    "comments.moved": _("Answers moved"),
    "thread.merged": _("Thread merged"),
    "thread.split": _("Thread split"),
    "synthesis.writer_named": _("Writer of the synthesis named"),
    "synthesis.writer_removed": _("Writer of the synthesis removed"),
    "report.rejected": _("Report rejected: the text stays"),
    "report.settled": _("Report settled: the text is hidden"),
    "thread.archived": _("Thread archived"),
    "thread.classified": _("Thread classified"),
    "thread.closed": _("Thread closed"),
    "thread.reopened": _("Thread opened again"),
    "thread.slowed": _("Thread slowed down"),
    "thread.unarchived": _("Thread taken out of the archive"),
    "thread.unlisted": _("Thread taken out of a second theme"),
    "thread.unslowed": _("Thread not slowed down any more"),
}


def names_for(*, moderates: bool) -> Sequence[tuple[str, str]]:
    """Kinds that can be looked for in the log and how they are named, by name."""
    kept = frozenset() if moderates else FOR_WHOM_IT_CONCERNS
    named = ((kind, str(name)) for kind, name in NAMES.items() if kind not in kept)
    return sorted(named, key=lambda pair: fold(pair[1]))
