"""The blueprint that the views of accounts share."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from connect.members import current
from connect.members.models import normal_email

blueprint = Blueprint("accounts", __name__)


def named_account() -> str:
    """The key under which attempts at one account are counted, wherever they come from."""
    return f"account:{normal_email(request.form.get('email', ''))[:254]}"


def own_account() -> str:
    """The key under which what a signed-in member guesses about their own account is counted."""
    return f"own-account:{current.member().id}"


def link_expired(again: str) -> ResponseReturnValue:
    """Used, too old or damaged: which of them does not matter, `again` gives a new one."""
    return render_template("accounts/link_expired.html", again=again), 410
