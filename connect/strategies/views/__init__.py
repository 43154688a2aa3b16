"""The pages of strategies, on one blueprint."""

from connect.strategies.views import reading
from connect.strategies.views.base import blueprint

__all__ = ["blueprint", "reading"]
