"""Where all addresses of syntheses hang, and the doors that several of them share."""

from flask import Blueprint

from connect.discussions import queries
from connect.discussions.models import Thread
from connect.members.current import member, reader
from connect.syntheses import policies
from connect.web.access import authorize, reached

blueprint = Blueprint("syntheses", __name__)


def reach(thread_id: int) -> Thread:
    return reached(queries.reach_thread(reader(), thread_id))


def reach_to_write(thread_id: int) -> Thread:
    thread = reached(queries.reach_thread(member(), thread_id))
    authorize(policies.can_write_synthesis(member(), thread))
    return thread


def reach_to_choose_writers(thread_id: int) -> Thread:
    thread = reached(queries.reach_thread(member(), thread_id))
    authorize(policies.can_choose_writers(member(), thread))
    return thread
