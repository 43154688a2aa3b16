"""The pages of strategies, on one blueprint."""

from connect.strategies.views import finding, life, reading, writing
from connect.strategies.views.base import blueprint

__all__ = ["blueprint", "finding", "life", "reading", "writing"]
