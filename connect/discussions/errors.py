"""What a rule of discussions can answer instead of yes."""

from datetime import datetime

from flask_babel import gettext as _

from connect import rich_text
from connect.discussions.models import Comment
from connect.members.models import Member
from connect.web.helpers import moment_words


class DiscussionError(Exception):
    """A rule said no. Views turn it into a polite answer."""


class UnknownParent(DiscussionError):
    """The comment to answer is not in this thread."""


class ThreadWithdrawn(DiscussionError):
    """Nothing can be added to a withdrawn thread."""


class ThreadShut(DiscussionError):
    """The member reads there and cannot write: it was closed or archived, or they are kept out."""


class KeptOut(ThreadShut):
    """Suspended from a theme until then: why, a page of the member's own says."""

    def __init__(self, until: datetime) -> None:
        super().__init__(f"kept out until {until}")
        self.until = until


class TooSoon(DiscussionError):
    """In a slow thread, the member may answer again from `again_at` on."""

    def __init__(self, again_at: datetime) -> None:
        super().__init__(f"not before {again_at}")
        self.again_at = again_at


class NoSolution(DiscussionError):
    """Only an answer to a question that stands can solve it."""


class EditedMeanwhile(DiscussionError):
    """The edit started from an older version than what stands now."""

    def __init__(self, current: Comment) -> None:
        super().__init__(f"comment {current.id} is at version {current.version}")
        self.current = current


REFUSALS = (DiscussionError, rich_text.TextEmpty, rich_text.TextTooLong)


def explained(refusal: Exception) -> str:
    """A rule's refusal in the member's words."""
    match refusal:
        case rich_text.TextEmpty():
            return _("Write something first.")
        case rich_text.TextTooLong():
            return _("This text is too long to be read in one go. Split it in two.")
        case EditedMeanwhile():
            return _("This text was changed in the meantime.")
        case NoSolution():
            return _("Only an answer that stands can be the solution, and only of a question.")
        case KeptOut(until=until):
            return _(
                "You cannot write in this theme until %(moment)s. Your text is kept.",
                moment=moment_words(until),
            )
        case ThreadShut():
            return _("You cannot write here any more. Your text is still here.")
        case TooSoon(again_at=again_at):
            return _(
                "Answers follow each other slowly here. You can publish yours on %(moment)s.",
                moment=moment_words(again_at),
            )
        case _unknown:
            return _("What you answer is no longer in this thread. Your text is kept below.")


def shut_for(member: Member, *theme_ids: int | None) -> ThreadShut:
    """Why a member cannot write where they read: they are kept out, or nobody can."""
    until = member.kept_out_until(*theme_ids)
    return KeptOut(until) if until else ThreadShut()
