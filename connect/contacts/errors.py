"""Why somebody cannot be asked, or a request not be answered."""

from datetime import datetime

from connect.contacts.models import ContactRequest


class RequestClosed(Exception):
    """Answered or withdrawn already, or one of the two has left."""


class RequestOpen(Exception):
    """One between these two waits for an answer, or was accepted."""

    def __init__(self, request: ContactRequest) -> None:
        super().__init__(request.id)
        self.request = request


class TooManyOpen(Exception):
    """The asker waits for as many answers as one may."""


class AskedLately(Exception):
    """Who said "not now" is left in peace until `again_on`."""

    def __init__(self, again_on: datetime) -> None:
        super().__init__(again_on)
        self.again_on = again_on
