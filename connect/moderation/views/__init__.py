"""The pages of moderation, on one blueprint."""

from connect.moderation.views import (
    answers,
    appealing,
    approving,
    batches,
    classifying,
    closing,
    curating,
    decisions,
    desk,
    hiding,
    hubs,
    notes,
    pins,
    reporting,
    reports,
    shaping,
    suspending,
)
from connect.moderation.views.base import blueprint

__all__ = [
    "answers",
    "appealing",
    "approving",
    "batches",
    "blueprint",
    "classifying",
    "closing",
    "curating",
    "decisions",
    "desk",
    "hiding",
    "hubs",
    "notes",
    "pins",
    "reporting",
    "reports",
    "shaping",
    "suspending",
]
