"""What a rule of discussions can answer instead of yes."""

from flask_babel import gettext as _

from connect import rich_text
from connect.discussions.models import Comment


class DiscussionError(Exception):
    """A rule said no. Views turn it into a polite answer."""


class UnknownParent(DiscussionError):
    """The comment to answer is not in this thread."""


class ThreadWithdrawn(DiscussionError):
    """Nothing can be added to a withdrawn thread."""


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
        case _unknown:
            return _("What you answer is no longer in this thread. Your text is kept below.")
