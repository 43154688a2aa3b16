"""Strategies as they stand once they are written, without the forms that lead there."""

from typing import Any

from flask import Flask

from connect.database import atomic, utc_now
from connect.members.models import Member
from connect.strategies.fields import empty_sheet
from connect.strategies.models import Strategy


def standing_strategy(app: Flask, author: Member, **details: Any) -> Strategy:
    """A published one for everybody, unless `details` (columns) say otherwise."""
    columns: dict[str, Any] = {
        "author_id": author.id,
        "state": "published",
        "visibility": "public",
        "title": "Les marcheurs de nuit",
        "lang": "fr",
        "sheet": empty_sheet(),
        "published_at": utc_now(),
    }
    columns |= details
    columns["sheet"] = {**columns["sheet"], "title": columns["title"]}
    with app.app_context(), atomic() as session:
        strategy = Strategy(**columns)
        session.add(strategy)
    return strategy
