"""What members do with strategies; nothing else writes there."""

from connect.strategies.actions.publishing import (
    archive_strategy,
    publish_strategy,
    unarchive_strategy,
    withdraw_strategy,
)
from connect.strategies.actions.translating import translate_strategy
from connect.strategies.actions.writing import change_strategy, start_strategy

__all__ = [
    "archive_strategy",
    "change_strategy",
    "publish_strategy",
    "start_strategy",
    "translate_strategy",
    "unarchive_strategy",
    "withdraw_strategy",
]
