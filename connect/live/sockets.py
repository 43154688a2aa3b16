"""What a socket may say: subscribe, unsubscribe, and signs of reading and writing.

Thin: sockets write no domain data. Each event is authorised against the database anew, because
the session cookie was read when the socket opened, perhaps hours ago.
"""

import json
import logging
from collections.abc import Callable
from functools import partial
from typing import Any, Literal

from flask import current_app, request, session
from flask_socketio import join_room
from socketio.exceptions import ConnectionRefusedError

from connect.accounts import current
from connect.events import log
from connect.extensions import socketio
from connect.live import access, fragments, heartbeat, hub, listeners, presence, rooms
from connect.live.listeners import MOST_STREAMS, MOST_VIOLATIONS, Listener
from connect.members.current import reader
from connect.web.languages import LOCALES, current_locale

LARGEST_PAYLOAD = 8 * 1024
LARGEST_NUMBER = 2**53
PAUSE_AFTER_FAILURE_S = 1

Answer = dict[str, Any]
Handler = Callable[[Listener, dict[str, Any]], Answer]

logger = logging.getLogger(__name__)


class Malformed(ValueError):
    """A frame that no page of ours sends."""


def install() -> None:
    socketio.on_event("connect", _connect)
    socketio.on_event("disconnect", _disconnect)
    for name, handler in HANDLERS.items():
        socketio.on_event(name, partial(_answer, handler))
    socketio.on_error_default(_failed)


def _connect(auth: object = None) -> None:
    member = reader()
    if member is None and "_user_id" in session:
        raise ConnectionRefusedError("forbidden")  # signed in once, and not welcome any more
    lang = auth.get("lang") if isinstance(auth, dict) else None
    locale = lang if lang in LOCALES else current_locale()
    signed_in = current.session_or_none()
    listeners.add(
        Listener(_sid(), member.id if member else None, locale, signed_in.id if signed_in else None)
    )
    heartbeat.start(current_app._get_current_object())  # type: ignore[attr-defined]


def _disconnect(_reason: object = None) -> None:
    listener = listeners.remove(_sid())
    if listener and listener.member_id:
        for stream in listener.streams:
            presence.forget(stream, listener.member_id)


def _subscribe(listener: Listener, payload: dict[str, Any]) -> Answer:
    stream, after = _stream(payload), _after(payload)
    verdict = rooms.may_listen(reader(), stream)
    if verdict != "yes":
        access.leave(listener, stream)
        return _refuse(verdict)
    if stream not in listener.streams and len(listener.streams) >= MOST_STREAMS:
        return _refuse("too_many")
    # The room first, then the log: what is committed in between arrives twice, never not at all.
    join_room(rooms.room(stream, listener.locale))
    listener.streams.add(stream)
    if after is None:
        return {"ok": True, "head": log.head(stream), "entries": [], "reset": False}
    missed = log.entries_after(stream, after)
    entries = fragments.missed_entries(missed.entries, listener.locale)
    return {"ok": True, "head": missed.head, "entries": entries, "reset": missed.reset}


def _unsubscribe(listener: Listener, payload: dict[str, Any]) -> Answer:
    access.leave(listener, _stream(payload))
    return {"ok": True}


def _sign(sign: presence.Sign, listener: Listener, payload: dict[str, Any]) -> Answer:
    stream = _stream(payload)
    if stream not in listener.streams:
        return _refuse("forbidden")
    member = reader()
    counted = member is not None and member.shows_presence
    if member and counted:
        presence.note(stream, member.id, sign)
    return {"ok": True, "counted": counted}


HANDLERS: dict[str, Handler] = {
    "subscribe": _subscribe,
    "unsubscribe": _unsubscribe,
    "presence": partial(_sign, "reading"),
    "typing": partial(_sign, "writing"),
}


def _answer(handler: Handler, *arguments: object) -> Answer:
    """Every event passes here: not too fast, not too large, well formed, and then answered."""
    listener = listeners.find(_sid())
    if listener is None:
        return _refuse("failed")  # so did the connection, which is about to be cut
    if not listener.may_speak():
        return _violation(listener, "too_fast")
    try:
        return handler(listener, _payload(arguments))
    except Malformed:
        return _violation(listener, "malformed")


def _payload(arguments: tuple[object, ...]) -> dict[str, Any]:
    if len(arguments) != 1 or not isinstance(arguments[0], dict):
        raise Malformed
    try:
        size = len(json.dumps(arguments[0]))
    except (TypeError, ValueError, RecursionError) as error:
        raise Malformed from error
    if size > LARGEST_PAYLOAD:
        raise Malformed
    return arguments[0]


def _stream(payload: dict[str, Any]) -> str:
    stream = payload.get("stream")
    if not isinstance(stream, str):
        raise Malformed
    return stream


def _after(payload: dict[str, Any]) -> int | None:
    """The listener's cursor; without one, only what comes from now on is wanted."""
    after = payload.get("after")
    if after is None:
        return None
    if type(after) is not int or not 0 <= after <= LARGEST_NUMBER:
        raise Malformed
    return after


def _violation(listener: Listener, error: Literal["malformed", "too_fast"]) -> Answer:
    listener.violations += 1
    if listener.violations >= MOST_VIOLATIONS:
        logger.info("Closed a socket after %d violations: %s", listener.violations, error)
        # From outside this event, so that its answer leaves first.
        socketio.start_background_task(hub.disconnect, listener.sid)
    return _refuse(error)


def _refuse(error: str) -> Answer:
    return {"ok": False, "error": error}


def _failed(error: BaseException) -> Answer:
    """Often the database is away. Without a new start, this client would never hear more."""
    logger.error("A socket event failed", exc_info=error)
    socketio.start_background_task(_start_over, _sid())
    return _refuse("failed")


def _start_over(sid: str) -> None:
    """Not at once, because all clients may be here and come straight back."""
    socketio.sleep(PAUSE_AFTER_FAILURE_S)
    hub.cut(sid)


def _sid() -> str:
    return str(request.sid)  # type: ignore[attr-defined]
