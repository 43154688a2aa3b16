"""The demo's strategies are told by the real actions: what they leave behind is whole."""

from collections.abc import Sequence

import pytest
from flask import Flask
from sqlalchemy import func, select

from connect.database import db
from connect.demo import content, curation, decisions, reports, story, syntheses
from connect.discussions.models import Comment
from connect.endorsements.models import Endorsement
from connect.events.models import Event
from connect.members.models import Member
from connect.strategies.gate import missing
from connect.strategies.models import Strategy, StrategyTranslation, StrategyVersion
from connect.strategies.visibility import is_readable


@pytest.fixture
def told(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """The community and its strategies, without the themes' threads."""
    monkeypatch.setattr(content, "threads", dict)
    for about_threads in (curation, decisions, reports, syntheses):
        monkeypatch.setattr(about_threads, "acts", lambda _cast: ())
    with app.app_context():
        assert story.tell()
    return app


def strategies() -> Sequence[Strategy]:
    return db.session.scalars(select(Strategy)).all()


def readable_titles(reader: Member | None) -> set[str]:
    return set(db.session.scalars(select(Strategy.title).where(is_readable(reader))))


def member(key: str) -> Member:
    address = story.ADDRESS.format(key=key)
    return db.session.scalars(select(Member).where(Member.email == address)).one()


def test_a_told_community_has_everything_that_its_strategies_went_through(told: Flask) -> None:
    with told.app_context():
        written = content.strategies()
        titles = {strategy["title"]: strategy for strategy in written.values()}
        for strategy in strategies():
            said = titles[strategy.title]
            assert strategy.lang == said["lang"], strategy.title
            assert strategy.endorsement_count == _standing(strategy)
            assert bool(strategy.proven_at) == ("confirmations" in said)
            assert len(strategy.files) == len(said.get("files", []))
            assert strategy.state == _state(said)
            if strategy.state != "draft":
                assert not missing(strategy.sheet, "standard")
                assert strategy.thread is not None
                assert strategy.thread.comment_count == len(said.get("comments", []))
                assert strategy.contact_agreed_at is not None
        assert _count(Strategy) == len(written)
        assert _count(StrategyTranslation) == 3
        assert _count(StrategyVersion) > len(written)
        assert sum(strategy.adapted_from_id is not None for strategy in strategies()) == 3
        _see_that_drafts_are_private()
        _see_that_history_is_kept()
        assert story.tell() is False


def _see_that_drafts_are_private() -> None:
    drafts = {s.title: s.author for s in strategies() if s.state == "draft"}
    assert {author.email.split("@")[0] for author in drafts.values()} == {"amina", "bram"}
    for title, author in drafts.items():
        assert title in readable_titles(author)
        for other in (member("nora"), member("els"), member("stijn"), None):
            assert title not in readable_titles(other)
    of_partner, of_member = readable_titles(member("stijn")), readable_titles(member("els"))
    assert readable_titles(None) < of_partner < of_member


def _see_that_history_is_kept() -> None:
    """One municipality took its word back, others changed theirs; no consequence failed."""
    reasons = select(Endorsement).where(Endorsement.withdrawal_reason.is_not(None))
    assert len(db.session.scalars(reasons).all()) == 1
    replaced = select(func.count(Endorsement.id)).where(
        Endorsement.ended_at.is_not(None), Endorsement.withdrawal_reason.is_(None)
    )
    assert (db.session.scalar(replaced) or 0) >= 3
    assert not db.session.scalars(select(Event).where(Event.last_error.is_not(None))).all()
    answered = select(func.count(Comment.id)).where(Comment.parent_id.is_not(None))
    assert (db.session.scalar(answered) or 0) > 40


def _standing(strategy: Strategy) -> int:
    return len(
        db.session.scalars(
            select(Endorsement).where(
                Endorsement.subject == strategy.subject, Endorsement.ended_at.is_(None)
            )
        ).all()
    )


def _state(said: dict[str, object]) -> str:
    if said.get("draft"):
        return "draft"
    return "archived" if "archivings" in said else "published"


def _count(model: type[Strategy | StrategyTranslation | StrategyVersion]) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0
