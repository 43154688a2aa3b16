"""Who is asking: the signed-in member, or a visitor."""

from typing import cast

from flask import abort
from flask_login import current_user

from connect.members.models import Member


def reader() -> Member | None:
    """The member, or None for a visitor: for pages that may be public."""
    return cast(Member, current_user._get_current_object()) if _is_signed_in() else None


def member() -> Member:
    """The member, on pages that visitors cannot reach."""
    found = reader()
    return found if found is not None else abort(401)


def _is_signed_in() -> bool:
    return bool(current_user and current_user.is_authenticated)
