"""What a rule of moderation can answer instead of yes."""

from flask_babel import gettext as _

from connect.moderation.models import Decision


class ModerationError(Exception):
    """A rule said no. Views turn it into a polite answer."""


class DecidedMeanwhile(ModerationError):
    """Another moderator decided something about the same thing since the form was opened."""

    def __init__(self, decision: Decision) -> None:
        super().__init__(f"decision {decision.id} was made meanwhile")
        self.decision = decision


class CannotUndo(ModerationError):
    """Too late, or something was built upon it. `explanation` is said to the moderator; `first` is
    the later decision that has to be undone before this one."""

    def __init__(self, explanation: str, first: Decision | None = None) -> None:
        super().__init__(explanation)
        self.explanation = explanation
        self.first = first


def explained(refusal: ModerationError) -> str:
    """A rule's refusal in the moderator's words."""
    match refusal:
        case DecidedMeanwhile(decision=decision):
            return _(
                "%(name)s decided something here in the meantime. Look at it, then send again.",
                name=decision.by.name if decision.by else "BeFUS Connect",
            )
        case CannotUndo(explanation=explanation):
            return explanation
        case _unknown:
            return _("That is not possible any more. Nothing was changed.")
