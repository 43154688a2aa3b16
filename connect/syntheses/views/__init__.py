"""The pages of syntheses, on one blueprint."""

from connect.syntheses.views import citing, reading, versions, writers, writing
from connect.syntheses.views.base import blueprint

__all__ = ["blueprint", "citing", "reading", "versions", "writers", "writing"]
