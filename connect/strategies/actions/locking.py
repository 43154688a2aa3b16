"""One writer at a time."""

from sqlalchemy.orm import Session

from connect.strategies.models import Strategy


def lock(session: Session, strategy: Strategy) -> Strategy:
    """The strategy as it stands now, ours until the commit."""
    session.refresh(strategy, with_for_update={"of": Strategy, "key_share": True})
    return strategy
