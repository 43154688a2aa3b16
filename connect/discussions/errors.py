"""What a rule of discussions can answer instead of yes."""

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
