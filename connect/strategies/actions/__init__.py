"""What members do with strategies; nothing else writes there."""

from connect.strategies.actions.answering import agree_as_contact, decline_as_contact
from connect.strategies.actions.proving import confirm_practice, remove_proof
from connect.strategies.actions.publishing import (
    archive_strategy,
    publish_strategy,
    unarchive_strategy,
    withdraw_strategy,
)
from connect.strategies.actions.reviewing import confirm_review, remind_due
from connect.strategies.actions.revising import remove_version, restore_version
from connect.strategies.actions.translating import translate_strategy
from connect.strategies.actions.writers import add_writer, remove_writer
from connect.strategies.actions.writing import change_strategy, start_strategy

__all__ = [
    "add_writer",
    "agree_as_contact",
    "archive_strategy",
    "change_strategy",
    "confirm_practice",
    "confirm_review",
    "decline_as_contact",
    "publish_strategy",
    "remind_due",
    "remove_proof",
    "remove_version",
    "remove_writer",
    "restore_version",
    "start_strategy",
    "translate_strategy",
    "unarchive_strategy",
    "withdraw_strategy",
]
