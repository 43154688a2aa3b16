"""What a rule of moderation can answer instead of yes."""

from flask_babel import gettext as _

from connect.members.models import Member
from connect.moderation.models import Appeal, Decision, Report


class ModerationError(Exception):
    """A rule said no. Views turn it into a polite answer."""


class DecidedMeanwhile(ModerationError):
    """Another moderator decided something about the same thing since the form was opened."""

    def __init__(self, decision: Decision) -> None:
        super().__init__(f"decision {decision.id} was made meanwhile")
        self.decision = decision


class AlreadyDone(ModerationError):
    """Nothing is left to do: it was decided before, by `decision` where that is known."""

    def __init__(self, decision: Decision | None) -> None:
        super().__init__(f"decision {decision.id if decision else None} says so already")
        self.decision = decision


class NotPossible(ModerationError):
    """The thing is not in a state for it, or, one of many, is left alone: `explanation` says why
    to the moderator."""

    def __init__(self, explanation: str) -> None:
        super().__init__(explanation)
        self.explanation = explanation


class CannotMove(ModerationError):
    """The comments cannot go there, or not like this; `explanation` says why."""

    def __init__(self, explanation: str) -> None:
        super().__init__(explanation)
        self.explanation = explanation


class StaleSelection(ModerationError):
    """What was chosen is not what was looked at: something was answered, or moved, since."""


class CannotUndo(ModerationError):
    """Too late, or something was built upon it. `explanation` is said to the moderator; `first` is
    the later decision that has to be undone before this one."""

    def __init__(self, explanation: str, first: Decision | None = None) -> None:
        super().__init__(explanation)
        self.explanation = explanation
        self.first = first


class ToldElsewhere(ModerationError):
    """The text is a page of its own in brief, and changes there."""


class ReportWaits(ModerationError):
    """Members report the text: what becomes of it is decided on their report."""

    def __init__(self, report: Report) -> None:
        super().__init__(f"report {report.id} is open")
        self.report = report


class NothingToReport(ModerationError):
    """The text is not read by anybody: a moderator has hidden it, or its author took it back."""


class TakenMeanwhile(ModerationError):
    """Another moderator took it in hand since the form was opened."""

    def __init__(self, by: Member) -> None:
        super().__init__(f"member {by.id} has it in hand")
        self.by = by


class AlreadySuspended(ModerationError):
    """From there, by a decision that still runs."""

    def __init__(self, decision: Decision) -> None:
        super().__init__(f"decision {decision.id} runs")
        self.decision = decision


class SuspensionOver(ModerationError):
    """It ended by itself, or somebody ended it."""


class LastOrganiser(ModerationError):
    """Nobody would be left who can let anybody in."""


class AppealMade(ModerationError):
    """Once for a decision."""

    def __init__(self, appeal: Appeal) -> None:
        super().__init__(f"appeal {appeal.id} was made")
        self.appeal = appeal


class AppealAnswered(ModerationError):
    """Another moderator was first."""

    def __init__(self, answer: Decision) -> None:
        super().__init__(f"decision {answer.id} answered it")
        self.answer = answer


class NotWaiting(ModerationError):
    """The text waits no more: `answer` says who approved or declined it; None: its author took it
    back or changed it."""

    def __init__(self, answer: Decision | None) -> None:
        super().__init__("the text waits no more")
        self.answer = answer


class CannotPublish(ModerationError):
    """The place is closed to its author by now, or the text lacks something."""


class PlaceIsFull(ModerationError):
    """Enough is pinned there: one more has to be asked for in so many words."""

    def __init__(self, count: int) -> None:
        super().__init__(f"{count} threads are pinned there")
        self.count = count


def explained(refusal: ModerationError) -> str:
    """A rule's refusal in the moderator's words."""
    match refusal:
        case DecidedMeanwhile(decision=decision):
            return _(
                "%(name)s decided something here in the meantime. Look at it, then send again.",
                name=_who(decision),
            )
        case AlreadyDone(decision=Decision() as decision):
            return _(
                "%(name)s has done that already. The reason: %(reason)s",
                name=_who(decision),
                reason=decision.reason or _("Its time had come."),
            )
        case AlreadyDone():
            return _("That is so already. Nothing was changed.")
        case CannotUndo(explanation=explanation) | NotPossible(explanation=explanation):
            return explanation
        case PlaceIsFull():
            return _("Three threads are pinned there already: readers see no more at once.")
        case ToldElsewhere():
            return _("This text stands on a page of its own and changes there.")
        case ReportWaits():
            return _("Members report this text. Decide here what becomes of it.")
        case NothingToReport():
            return _("Nobody reads this text any more: it is hidden or withdrawn already.")
        case TakenMeanwhile(by=by):
            return _("%(name)s took it in hand in the meantime.", name=by.name)
        case AlreadySuspended(decision=decision):
            return _("This runs already, by %(name)s. End it first.", name=_who(decision))
        case SuspensionOver():
            return _("This suspension is over already.")
        case LastOrganiser():
            return _("You cannot do that any more: an organiser must stay.")
        case AppealMade():
            return _("You have appealed against this decision already. That can be done once.")
        case AppealAnswered(answer=answer):
            return _("%(name)s answered this appeal in the meantime.", name=_who(answer))
        case NotWaiting(answer=None):
            return _("Its author took the text back, or changes it. Nothing was done.")
        case NotWaiting(answer=answer):
            return _("%(name)s answered this text in the meantime.", name=_who(answer))
        case CannotPublish():
            return _("The text cannot be published there as it is. You can give it back.")
        case _unknown:
            return _("That is not possible any more. Nothing was changed.")


def _who(decision: Decision | None) -> str:
    return decision.by.name if decision and decision.by else "BeFUS Connect"
