"""Imports, exports, feeds and the map of the site, on one blueprint."""

from connect.exchange.views import exports, feeds, imports, sitemaps
from connect.exchange.views.base import blueprint

__all__ = ["blueprint", "exports", "feeds", "imports", "sitemaps"]
