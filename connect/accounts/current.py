"""The session of who is asking, as the database has it (the cookie only holds its key)."""

from flask import abort, g

from connect.accounts.models import MemberSession


def remember(found: MemberSession | None) -> None:
    g.member_session = found


def session_or_none() -> MemberSession | None:
    """None for a visitor. Asked after `current_user`, which looks it up."""
    found: MemberSession | None = g.get("member_session")
    return found


def session() -> MemberSession:
    """On pages that visitors cannot reach."""
    return session_or_none() or abort(401)
