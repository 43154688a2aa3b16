"""Who asked, was invited, left and handed over is forgotten in time; what waits is not."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from connect.accounts import actions
from connect.accounts.models import (
    Deactivation,
    Invitation,
    InvitationList,
    InvitationUse,
    JoinRequest,
    Succession,
)
from connect.accounts.queries import pending_request_of
from connect.database import Base, atomic, db, utc_now
from connect.events.models import Event
from connect.members.models import Member
from connect.worker import settle_due
from tests.support.cast import Cast

KEPT: list[type[Base]] = [Invitation, InvitationUse, InvitationList, JoinRequest, Deactivation]


def counts() -> list[int]:
    return [db.session.scalar(select(func.count()).select_from(t)) or 0 for t in KEPT]


@pytest.mark.any_database
def test_what_is_over_is_forgotten_after_a_year(app: Flask, people: Cast) -> None:
    with app.app_context():
        _live_through_a_year(people)
        before = counts()
        actions.forget_ways_in()
        assert counts() == before
        long_ago = utc_now() - timedelta(days=366)
        with atomic() as session:
            session.execute(update(Invitation).values(expires_at=long_ago))
            session.execute(update(Succession).values(expires_at=long_ago))
            session.execute(update(Deactivation).values(ended_at=long_ago))
            session.execute(update(InvitationList).values(created_at=long_ago))
            decided = update(JoinRequest).where(JoinRequest.state != "pending")
            session.execute(decided.values(decided_at=long_ago))
        actions.forget_ways_in()
        assert counts() == [0, 0, 0, 1, 0]
        assert pending_request_of("waiting@example.org")
        assert db.session.scalar(select(Succession.id)) is None


@pytest.mark.any_database
def test_who_asked_for_a_link_is_forgotten_after_a_month(app: Flask, people: Cast) -> None:
    with app.app_context():
        actions.ask_for_sign_in_link(people.bram.email, "/")
        actions.request_password_reset("nobody@example.org")
        settle_due()
        actions.request_password_reset(people.dirk.email)
        actions.forget_ways_in()
        asked = select(func.count()).where(Event.kind.endswith(".asked"))
        assert db.session.scalar(asked) == 3
        with atomic() as session:
            session.execute(update(Event).values(created_at=utc_now() - timedelta(days=31)))
        actions.forget_ways_in()
        assert db.session.scalars(
            select(Event.state).where(Event.kind.endswith(".asked"))
        ).all() == ["pending"]


@pytest.mark.any_database
def test_a_spreadsheet_is_forgotten_before_its_invitations(app: Flask, people: Cast) -> None:
    with app.app_context():
        _live_through_a_year(people)
        with atomic() as session:
            session.execute(
                update(InvitationList).values(created_at=utc_now() - timedelta(days=31))
            )
        invitations = counts()[0]
        actions.forget_ways_in()
        assert counts()[:3] == [invitations, 1, 0]


def _live_through_a_year(people: Cast) -> None:
    for address in ("waiting@example.org", "let-in@example.org", "declined@example.org"):
        actions.request_to_join(address, name="Lou", locale="fr", organisation="x")
    let_in = pending_request_of("let-in@example.org")
    declined = pending_request_of("declined@example.org")
    assert let_in
    assert declined
    actions.approve_request(people.olga, let_in)
    actions.decline_request(people.olga, declined, "Non.")
    invitation = db.session.scalars(select(Invitation)).one()
    actions.join(invitation, email="", name="Lou", password="a password of mine")
    lines = [(1, {"email": "sheet@example.org"})]
    listed = actions.keep_list(people.olga, "x.csv", lines, locale="fr", days=30, message="")
    actions.send_next(people.olga, listed)
    bram = db.session.get_one(Member, people.bram.id)
    actions.offer_succession(bram, bram, db.session.get_one(Member, people.dirk.id), ["drafts"])
    actions.deactivate_member(people.olga, bram, "Pension")
    actions.reactivate_member(people.olga, bram)
