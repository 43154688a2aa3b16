"""Pages of the directory: the list, members, places, suggestions."""

from connect.directory.views import members, places, suggestions
from connect.directory.views.base import blueprint

__all__ = ["blueprint", "members", "places", "suggestions"]
