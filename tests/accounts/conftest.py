"""What the mail said, and invitations ready to be used."""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from passlib.totp import TOTP
from sqlalchemy import select, update

from connect.accounts import actions, codes
from connect.accounts.models import MemberSession
from connect.database import atomic, db, utc_now
from connect.mail import OutgoingMail
from connect.members.models import Member
from connect.worker import settle_due
from tests.support.cast import Cast


@pytest.fixture
def mails_to(app: Flask) -> Callable[[str], list[OutgoingMail]]:
    def find(address: str) -> list[OutgoingMail]:
        with app.app_context():
            settle_due()
            found = select(OutgoingMail).where(OutgoingMail.to == address)
            return list(db.session.scalars(found.order_by(OutgoingMail.id)))

    return find


@pytest.fixture
def link_to(mails_to: Callable[[str], list[OutgoingMail]]) -> Callable[[str], str]:
    """The path of the link in the last mail to an address."""

    def find(address: str) -> str:
        link = re.search(r"http://localhost(/\S+)", mails_to(address)[-1].text)
        assert link
        return link[1]

    return find


@pytest.fixture
def invite(app: Flask, people: Cast) -> Callable[..., str]:
    """The path of a new invitation by Olga."""

    def make(**details: Any) -> str:
        with app.app_context():
            return f"/join/{actions.invite(people.olga, **details)}"

    return make


@pytest.fixture
def age_sessions(app: Flask) -> Callable[[timedelta], None]:
    """Everybody signed in, was seen and proved who they are that much earlier."""

    def age(by: timedelta) -> None:
        then = utc_now() - by
        with app.app_context(), atomic() as session:
            session.execute(
                update(MemberSession).values(created_at=then, last_seen_at=then, proved_at=then)
            )

    return age


@dataclass(frozen=True)
class CodesOf:
    """What a member's telephone shows, and the codes on their paper."""

    app: Flask
    totp: TOTP
    recovery: list[str]

    def code(self, steps: int = 0) -> str:
        """Of now, or so many half-minutes later."""
        return str(self.totp.generate(time=time.time() + 30 * steps).token)


@pytest.fixture
def second_factor_of(app: Flask) -> Callable[[Member], CodesOf]:
    """Set one up; the code that proved it is not the one of now."""

    def set_up(member: Member) -> CodesOf:
        with app.app_context():
            row = db.session.get_one(Member, member.id)
            secret = codes.new_secret()
            totp = TOTP(key=codes.shown_secret(secret))
            earlier = str(totp.generate(time=time.time() - 30).token)
            keep = db.session.scalar(select(MemberSession).limit(1)) or MemberSession(id=0)
            recovery = actions.set_up_codes(row, secret, earlier, keep)
            assert recovery
        return CodesOf(app, totp, recovery)

    return set_up


@pytest.fixture
def promote(app: Flask) -> Callable[[Member], None]:
    """Make somebody an organiser."""

    def make(member: Member) -> None:
        with app.app_context(), atomic() as session:
            session.get_one(Member, member.id).role = "organiser"

    return make
