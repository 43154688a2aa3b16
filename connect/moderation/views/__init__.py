"""The pages of moderation, on one blueprint."""

from connect.moderation.views import (
    answers,
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
)
from connect.moderation.views.base import blueprint

__all__ = [
    "answers",
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
]
