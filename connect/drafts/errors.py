"""What keeping a draft can answer instead of yes."""

from connect.drafts.models import Draft


class DraftError(Exception):
    """A rule said no. Views turn it into a polite answer."""


class StaleDraft(DraftError):
    """Another window or device has saved another text here since."""

    def __init__(self, current: Draft) -> None:
        super().__init__(f"{current.place} is at version {current.version}")
        self.current = current


class TooManyDrafts(DraftError):
    """The member keeps as many texts as we hold for one member."""


class DraftTooLarge(DraftError):
    """More than a form of ours can hold."""


class NotFields(DraftError):
    """What was sent are not the fields of a form."""


class NotPublishable(DraftError):
    """A text cannot be posted as it is or where it is; why, is a key of `pages.REASONS`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class WaitsForApproval(DraftError):
    """A moderator of the theme reads the first text of each member there: this one is sent, and
    waits (`actions.hold_draft`)."""

    def __init__(self, theme_id: int) -> None:
        super().__init__(f"a moderator of theme {theme_id} reads it first")
        self.theme_id = theme_id
