"""The pages of strategies, on one blueprint."""

from connect.strategies.views import (
    adapting,
    contact,
    documents,
    finding,
    life,
    mine,
    proof,
    reading,
    translations,
    versions,
    writers,
    writing,
)
from connect.strategies.views.base import blueprint

__all__ = [
    "adapting",
    "blueprint",
    "contact",
    "documents",
    "finding",
    "life",
    "mine",
    "proof",
    "reading",
    "translations",
    "versions",
    "writers",
    "writing",
]
