"""What several tests about profiles share."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from connect.database import atomic, db
from connect.members import actions
from connect.members.models import Member
from connect.themes.models import Theme, ThemeFollow


@pytest.fixture
def tells(app: Flask) -> Callable[..., None]:
    """`tells(people.bram, topics={"offers": ["nachtwerk"]}, expertise_for="themes")`"""

    def update(member: Member, **said: Any) -> None:
        with app.app_context():
            actions.update_profile(db.session.get_one(Member, member.id), **said)

    return update


@pytest.fixture
def follow(app: Flask) -> Callable[..., None]:
    def write(theme: Theme, *members: Member) -> None:
        with app.app_context(), atomic() as session:
            session.add_all(ThemeFollow(theme_id=theme.id, member_id=m.id) for m in members)

    return write
