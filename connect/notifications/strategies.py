"""Who is told of what happens to a sheet: for the table of consequences."""

from connect.database import db
from connect.events.models import Event
from connect.members.models import Member
from connect.notifications.actions import notify_of_strategy
from connect.notifications.models import StrategyKind
from connect.strategies.models import Strategy
from connect.strategies.queries import reach_strategy


def tell_named_contact(event: Event) -> None:
    """Who was named and has not answered: unless somebody else is named by now."""
    strategy = _strategy(event)
    asked: int = event.payload["member"]
    if strategy and strategy.contact_id == asked and not strategy.contact_agreed_at:
        _tell(asked, strategy, "named_contact")


def tell_new_writer(event: Event) -> None:
    strategy = _strategy(event)
    if strategy and event.payload["member"] in strategy.writer_ids:
        _tell(event.payload["member"], strategy, "co_author_added")


def tell_writers_of_proof(event: Event) -> None:
    strategy = _strategy(event)
    if strategy and strategy.proven_at:
        _tell_writers(event, strategy, "proven")


def tell_writers_of_lost_proof(event: Event) -> None:
    strategy = _strategy(event)
    if strategy and not strategy.proven_at:
        _tell_writers(event, strategy, "proof_removed")


def tell_writers_of_review(event: Event) -> None:
    strategy = _strategy(event)
    if strategy and strategy.is_due:
        _tell_writers(event, strategy, "review_due")


def tell_writers_of_declined_contact(event: Event) -> None:
    strategy = _strategy(event)
    if strategy and strategy.contact_id is None:
        _tell_writers(event, strategy, "contact_left")


def tell_writers_of_origin(event: Event) -> None:
    """Those whose sheet was adapted, once what came of it is published."""
    strategy = _strategy(event)
    if strategy is None or strategy.adapted_from_id is None or strategy.state != "published":
        return
    origin = db.session.get(Strategy, strategy.adapted_from_id)
    others = origin.writer_ids - strategy.writer_ids if origin else frozenset()
    for member_id in sorted(others):
        _tell(member_id, strategy, "taken_over")


def _strategy(event: Event) -> Strategy | None:
    return db.session.get(Strategy, event.subject_id)


def _tell_writers(event: Event, strategy: Strategy, kind: StrategyKind) -> None:
    for member_id in sorted(strategy.writer_ids - {event.actor_id}):
        _tell(member_id, strategy, kind)


def _tell(member_id: int, strategy: Strategy, kind: StrategyKind) -> None:
    """Nobody is told of what they may not read."""
    member = db.session.get(Member, member_id)
    if member and member.active and reach_strategy(member, strategy.id):
        notify_of_strategy(member_id, strategy.id, kind)
