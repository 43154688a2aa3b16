"""Flask-Security for what must not be wrong: hashes, sessions, signed links. The pages are ours."""

from datetime import timedelta
from functools import cache

from flask import Flask, g, session
from flask_security import SQLAlchemyUserDatastore, hash_password, verify_password
from flask_security.confirmable import confirm_email_token_status, generate_confirmation_token
from flask_security.recoverable import generate_reset_password_token, reset_password_token_status
from flask_security.utils import logout_user

from connect.accounts import current, queries
from connect.database import db
from connect.extensions import security
from connect.members.models import Member
from connect.members.roles import Role

RESET_WITHIN = timedelta(hours=2)
CONFIRM_WITHIN = timedelta(days=5)

CONFIGURATION = {
    "SECURITY_PASSWORD_HASH": "argon2",
    "SECURITY_PASSWORD_SCHEMES": ["argon2"],
    "SECURITY_DEPRECATED_PASSWORD_SCHEMES": [],
    # No key of ours goes into the hash: a rotated secret key must not lock everybody out.
    "SECURITY_PASSWORD_SINGLE_HASH": ["argon2"],
    # What a mailed link carries is signed already: it needs no hash that is slow on purpose.
    "SECURITY_HASHING_SCHEMES": ["hex_sha256"],
    "SECURITY_DEPRECATED_HASHING_SCHEMES": [],
    "SECURITY_JOIN_USER_ROLES": False,  # the role is a word in the member's row
    "SESSION_PROTECTION": None,  # telephones change networks; `MemberSession.is_fresh` is ours
    "SECURITY_CONFIRMABLE": True,
    "SECURITY_RECOVERABLE": True,
    "SECURITY_RESET_PASSWORD_WITHIN": RESET_WITHIN,
    "SECURITY_CONFIRM_EMAIL_WITHIN": CONFIRM_WITHIN,
    "SECURITY_CLI_USERS_NAME": None,
    "SECURITY_CLI_ROLES_NAME": None,
}


def install(app: Flask) -> None:
    app.config.from_mapping(CONFIGURATION)
    members = SQLAlchemyUserDatastore(db, Member, Role)
    security.init_app(app, members, register_blueprint=False)
    app.login_manager.user_loader(_who_has)  # type: ignore[attr-defined]


def _who_has(key: str) -> Member | None:
    """The member whose open session has this key: every request asks anew."""
    found = queries.session_with_key(key)
    current.remember(found)
    return found.member if found else None


def sign_in(key: str) -> None:
    """Put the key of an open session into the cookie, in a cookie of its own: nothing that
    somebody put into it before is still good."""
    forget()
    session.permanent = True
    session["_user_id"] = key
    g.pop("_login_user", None)  # whoever Flask-Login found before


def sign_out() -> None:
    logout_user()
    forget()


def forget() -> None:
    """All but the language, which is the reader's and no secret."""
    lang = session.get("lang")
    session.clear()
    if lang:
        session["lang"] = lang


def hashed(password: str) -> str:
    return str(hash_password(security.password_util.normalize(password)))


def is_password_of(member: Member | None, password: str) -> bool:
    """The same work for nobody, so that the time taken does not tell who has an account."""
    normal = security.password_util.normalize(password)
    known = member.password if member else None
    matches = bool(verify_password(normal, known or _nobodys_password()))
    return matches and known is not None


def reset_token(member: Member) -> str:
    return str(generate_reset_password_token(member))


def member_to_reset(token: str) -> Member | None:
    """Whose password this link may set; a link works once, because using it ends all sessions."""
    expired, invalid, member = reset_password_token_status(token)
    return member if member and member.active and not (expired or invalid) else None


def confirmation_token(member: Member) -> str:
    return str(generate_confirmation_token(member))


def member_to_confirm(token: str) -> Member | None:
    expired, invalid, member = confirm_email_token_status(token)
    return member if member and member.active and not (expired or invalid) else None


@cache
def _nobodys_password() -> str:
    return str(hash_password("nobody has this password"))
