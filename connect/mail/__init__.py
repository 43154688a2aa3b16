"""Outgoing mail: queued in the transaction of what it tells, sent later by the worker."""

from connect.mail.compose import compose, queue
from connect.mail.models import OutgoingMail
from connect.mail.send import prune, send_again, send_due

__all__ = ["OutgoingMail", "compose", "prune", "queue", "send_again", "send_due"]
