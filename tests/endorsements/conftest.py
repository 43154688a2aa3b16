"""A strategy of Chloé's, a colleague of Bram's in Ghent, and somebody of a police zone."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from connect.accounts.actions import add_member
from connect.database import atomic, db, utc_now
from connect.endorsements import actions
from connect.endorsements.models import Endorsement
from connect.members.models import Member
from connect.places.models import Organisation
from connect.strategies.models import Strategy
from tests.support.cast import GENT, Cast
from tests.support.strategies import standing_strategy
from tests.support.visitors import Visitor

FORM = {
    "level": "applies",
    "mandate": "Schepen van preventie",
    "note": "Wij doen dit sinds maart in alle wijken van de stad.",
    "mandated": "y",
}
Publish = Callable[..., Strategy]
Endorse = Callable[..., Endorsement]
Said = Callable[[], Sequence[Endorsement]]


@pytest.fixture
def publish(app: Flask, people: Cast) -> Publish:
    """Of Chloé's, see `standing_strategy`."""
    return partial(standing_strategy, app, people.chloe)


@pytest.fixture
def strategy(publish: Publish) -> Strategy:
    return publish()


@pytest.fixture
def door(strategy: Strategy) -> str:
    return f"/endorsements/{strategy.subject}"


@pytest.fixture
def griet(app: Flask, people: Cast) -> Member:
    """Bram's colleague in Ghent."""
    return _added(app, "griet@example.org", "Griet Bauwens", municipality=GENT, locale="nl")


@pytest.fixture
def partner(app: Flask, people: Cast) -> Member:
    """Of a police zone, which is no municipality."""
    with app.app_context(), atomic() as session:
        zone = Organisation(name_fr="Zone Nord", name_nl="Zone Noord", level="police")
        session.add(zone)
    return _added(app, "wout@example.org", "Wout Nijs", organisation_id=zone.id, locale="nl")


@pytest.fixture
def endorse(app: Flask, strategy: Strategy) -> Endorse:
    """As a form would, in place of what it says it saw (`replaces`)."""

    def endorsed(member: Member, level: str = "applies", **details: Any) -> Endorsement:
        subject = details.pop("subject", strategy.subject)
        with app.app_context():
            told = {"mandate": "Échevine", **details}
            return actions.endorse(member, subject, level=level, **told)  # type: ignore[arg-type]

    return endorsed


@pytest.fixture
def said(app: Flask) -> Said:
    """All rows, oldest first."""

    def rows() -> Sequence[Endorsement]:
        with app.app_context():
            return db.session.scalars(
                select(Endorsement)
                .order_by(Endorsement.id)
                .options(joinedload(Endorsement.member), joinedload(Endorsement.ended_by))
            ).all()

    return rows


def latest_id(visitor: Visitor, door: str, field: str = "replaces") -> str:
    """What the form says of what stands now."""
    found = visitor.get(door).page.select_one(f"input[name={field}]")
    return str(found["value"]) if found else ""


def _added(app: Flask, email: str, name: str, **details: Any) -> Member:
    with app.app_context():
        member = add_member(email, name, function="Preventieambtenaar", **details)
        with atomic() as session:
            session.get_one(Member, member.id).onboarded_at = utc_now()
        return (
            db.session.scalars(
                select(Member).where(Member.id == member.id).options(joinedload(Member.moderations))
            )
            .unique()
            .one()
        )
