"""How Flask-Security finds members."""

from typing import Any

from flask_security import SQLAlchemyUserDatastore, UserMixin
from sqlalchemy import select
from sqlalchemy.orm import joinedload, undefer

from connect.database import db
from connect.members.models import Member


class MemberDatastore(SQLAlchemyUserDatastore):
    """Loads who is asking with all that every page needs, in one query."""

    def find_user(self, case_insensitive: bool = False, **kwargs: Any) -> UserMixin | None:
        if set(kwargs) != {"fs_uniquifier"}:
            return super().find_user(case_insensitive, **kwargs)
        return (
            db.session.scalars(
                select(Member)
                .where(Member.fs_uniquifier == kwargs["fs_uniquifier"])
                .options(joinedload(Member.moderations), undefer(Member.inbox_seq))
            )
            .unique()
            .one_or_none()
        )
