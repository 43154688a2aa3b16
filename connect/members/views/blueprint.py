"""The blueprint that the views of members share, and who is asking."""

from typing import cast

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from connect.members.models import Member, normal_email

blueprint = Blueprint("members", __name__)


def me() -> Member:
    """The signed-in member; the door has let nobody else in."""
    return cast(Member, current_user._get_current_object())


def named_account() -> str:
    """The key under which attempts at one account are counted, wherever they come from."""
    return f"account:{normal_email(request.form.get('email', ''))[:254]}"


def link_expired(again: str) -> ResponseReturnValue:
    """Used, too old or damaged: which of them does not matter, `again` gives a new one."""
    return render_template("security/link_expired.html", again=again), 410
