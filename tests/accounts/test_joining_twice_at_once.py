"""Of two who join with one address at the same moment, one becomes a member."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask

from connect.accounts import actions, queries, security
from connect.database import atomic
from connect.mail import OutgoingMail
from connect.members.models import Member
from connect.members.queries import member_with_email

ADDRESS = "nele@example.org"
WHILE_THE_OTHER_WAITS_S = 1.0


@pytest.mark.any_database
def test_who_comes_second_changes_nothing_and_is_told_by_mail(
    app: Flask,
    invite: Callable[..., str],
    mails_to: Callable[[str], list[OutgoingMail]],
) -> None:
    token = invite(uses=2).removeprefix("/join/")
    password = "the first one's password"

    def join_as_second() -> Member | None:
        with app.app_context():
            invitation = queries.invitation_with_token(token)
            assert invitation
            return actions.join(
                invitation, email=ADDRESS, name="Mallory", password="the second one's", locale="fr"
            )

    with ThreadPoolExecutor(1) as pool:
        with app.app_context(), atomic():
            actions.add_member(ADDRESS, "Nele Baert", password, locale="nl")
            second = pool.submit(join_as_second)
            threading.Event().wait(WHILE_THE_OTHER_WAITS_S)
        assert second.result() is None
    with app.app_context():
        member = member_with_email(ADDRESS)
        invitation = queries.invitation_with_token(token)
        assert invitation
        assert member
        assert member.name == "Nele Baert"
        assert security.is_password_of(member, password)
        assert invitation.uses_left == 2
    assert [mail.key.partition(":")[0] for mail in mails_to(ADDRESS)] == ["already_member"]
