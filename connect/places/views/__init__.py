"""Suggestions while somebody types a municipality, and the vocabularies that organisers edit."""

from connect.places.views import suggestions, vocabularies
from connect.places.views.base import blueprint

__all__ = ["blueprint", "suggestions", "vocabularies"]
