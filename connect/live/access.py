"""Listeners who lose access leave: told by the log, and looked after by every heartbeat.

Whatever takes access away records its event on the stream `log.ACCESS` too. No one can listen
to that stream; each process looks at its head every second, so it works without Redis and
through any loss of it.
"""

from collections.abc import Sequence

from sqlalchemy import select

from connect.accounts.queries import open_session_ids
from connect.database import db
from connect.events import log
from connect.events.models import Entry
from connect.live import hub, listeners, rooms
from connect.live.listeners import Listener
from connect.members.models import Member


class Watch:
    """Rechecks when access changed anywhere since the last look, the first look included."""

    def __init__(self) -> None:
        self._seen: int | None = None

    def look(self, *, anyway: bool = False) -> None:
        head = log.head(log.ACCESS)
        if anyway or head != self._seen:
            recheck()
            self._seen = head  # only now: a look that failed is made again


def heed(entries: Sequence[Entry]) -> None:
    """This process's own revocations take effect before anything else is pushed."""
    if any(entry.stream == log.ACCESS for entry in entries):
        recheck()


def recheck() -> None:
    """Ask again, for every socket here and each of its streams, whether it may listen. A socket
    goes with its session: when that was ended, or its member deactivated."""
    ids = {listener.member_id for listener in listeners.everyone()} - {None}
    members = _active_members(ids)
    still_open = open_session_ids({one.session_id for one in listeners.everyone()} - {None})
    for member_id, group in listeners.by_member():
        ended = [one for one in group if member_id and one.session_id not in still_open]
        for listener in ended:
            hub.disconnect(listener.sid)
        group = [one for one in group if one not in ended]
        streams = set[str]().union(*(listener.streams for listener in group))
        verdicts = rooms.may_listen_all(members.get(member_id), streams)
        for listener in group:
            for stream in [s for s in listener.streams if verdicts.get(s, "yes") != "yes"]:
                leave(listener, stream)
                hub.tell(listener.sid, "revoked", {"stream": stream})


def leave(listener: Listener, stream: str) -> None:
    listener.streams.discard(stream)
    hub.leave(listener.sid, rooms.room(stream, listener.locale))


def _active_members(ids: set[int | None]) -> dict[int | None, Member]:
    rows = db.session.scalars(
        select(Member)
        .where(Member.id.in_(ids), Member.active)
        .execution_options(populate_existing=True)
    )
    return {member.id: member for member in rows}
