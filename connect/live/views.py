"""The catch-up: what a stream said after a number. With `wait`, a long-poll for networks that
block WebSocket."""

from flask import Blueprint, Response, abort, jsonify, render_template, request

from connect.database import db
from connect.events import log
from connect.live import fragments, rooms, waiting
from connect.live.sockets import LARGEST_NUMBER
from connect.members.current import reader
from connect.members.models import Member
from connect.web import access
from connect.web.answers import wants_json
from connect.web.languages import LOCALES, current_locale

blueprint = Blueprint("live", __name__)


@blueprint.get("/live/<stream>")
@access.public
def catch_up(stream: str) -> Response | str:
    member = reader()
    member_id = member.id if member else None
    after, wait = _number("after", LARGEST_NUMBER), _number("wait", waiting.LONGEST_WAIT_S)
    _authorize(member, stream)
    if wait:
        waiting.until_moved(stream, after, wait)
        _authorize(_again(member_id), stream)
    missed = log.entries_after(stream, after)
    entries = fragments.missed_entries(missed.entries, _locale())
    answer = {"stream": stream, "head": missed.head, "reset": missed.reset, "entries": entries}
    return jsonify(answer) if wants_json() else render_template("live/catch_up.html", **answer)


def _number(name: str, most: int) -> int:
    text = request.args.get(name, "0")
    if not (text.isascii() and text.isdecimal()) or len(text) > 16:
        abort(400)
    return min(int(text), most)


def _locale() -> str:
    """The page's language. Not `lang`: that would keep the choice in the session, and a poll
    that is answered late would put an old session back."""
    asked = request.args.get("locale")
    return asked if asked in LOCALES else current_locale()


def _authorize(member: Member | None, stream: str) -> None:
    """As for pages: what is out of reach is not there; a visitor may sign in."""
    verdict = rooms.may_listen(member, stream)
    if verdict != "yes":
        abort(404 if verdict == "unknown" else 403 if member else 401)


def _again(member_id: int | None) -> Member | None:
    """The member as of now: a long wait may have ended their access."""
    member = db.session.get(Member, member_id) if member_id else None
    return member if member is None or member.active else abort(401)
