"""The life of a sheet: draft, published, archived, and back."""

from connect.database import atomic, utc_now
from connect.discussions import actions as discussions
from connect.members.models import Member
from connect.strategies.actions.contacts import ask_contact
from connect.strategies.actions.locking import lock
from connect.strategies.actions.retelling import audience_of, record, retell
from connect.strategies.errors import Incomplete
from connect.strategies.gate import missing
from connect.strategies.models import Strategy
from connect.strategies.review import next_review


def publish_strategy(writer: Member, strategy: Strategy) -> Strategy:
    """Show it to its audience and open its discussion. Raises Incomplete when the gate is shut;
    published already, nothing happens."""
    with atomic() as session:
        lock(session, strategy)
        if strategy.state == "published":
            return strategy
        if lacking := missing(strategy.sheet, "standard"):
            raise Incomplete(lacking)
        now = utc_now()
        strategy.state = "published"
        strategy.published_at = strategy.published_at or now
        strategy.archived_at = None
        strategy.vouched_at = now
        strategy.updated_at = now
        strategy.was_published = True
        ask_contact(strategy, writer)
        if not strategy.sheet["review_on"]:
            strategy.sheet = {**strategy.sheet, "review_on": next_review(now.date()).isoformat()}
        if strategy.thread is None:
            strategy.thread = discussions.open_discussion(
                strategy.author,
                home=strategy.url,
                audience=audience_of(strategy),
                theme_id=strategy.theme_ids[0],
                title=strategy.title,
                html=strategy.sheet["summary"],
                lang=strategy.lang,
            )
        retell(session, strategy)
        record("strategy.published", strategy, writer, no_personal_data=True)
    return strategy


def withdraw_strategy(writer: Member, strategy: Strategy) -> Strategy:
    """Make it a draft again, that its writers alone read; its discussion is kept, and hidden."""
    with atomic() as session:
        lock(session, strategy)
        if strategy.state != "draft":
            strategy.state = "draft"
            strategy.archived_at = None
            retell(session, strategy)
            record("strategy.withdrawn", strategy, writer)
    return strategy


def archive_strategy(actor: Member, strategy: Strategy) -> Strategy:
    """Say that it is no longer current: it leaves the lists and stays where links lead to it."""
    with atomic() as session:
        lock(session, strategy)
        if strategy.state == "published":
            strategy.state = "archived"
            strategy.archived_at = utc_now()
            retell(session, strategy)
            record("strategy.archived", strategy, actor)
    return strategy


def unarchive_strategy(actor: Member, strategy: Strategy) -> Strategy:
    """Undo an archiving."""
    with atomic() as session:
        lock(session, strategy)
        if strategy.state == "archived":
            strategy.state = "published"
            strategy.archived_at = None
            retell(session, strategy)
            record("strategy.unarchived", strategy, actor)
    return strategy
