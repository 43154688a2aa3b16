"""What follows by itself from a request to join."""

from connect.accounts import queries
from connect.accounts.actions import approve_known
from connect.events.models import Event


def let_in_at_once(event: Event) -> None:
    """Here and not while the request is made: nobody learns from the time an answer takes."""
    request = queries.reach_join_request(event.subject_id)
    if request and request.state == "pending":
        approve_known(request)
