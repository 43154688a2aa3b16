"""The second factor: an app that shows codes, and codes on paper for the day it is lost."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from connect.database import Base, utc_now


class CodeApp(Base):
    """The secret that the member's app shares with us, encrypted (see `accounts.codes`).

    `last_counter` is the half-minute of the last code used: a code is good once.
    """

    __tablename__ = "code_apps"

    member_id: Mapped[int] = mapped_column(
        ForeignKey("members.id"), primary_key=True, autoincrement=False
    )
    secret: Mapped[str] = mapped_column(Text)
    last_counter: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(default=utc_now)


class RecoveryCode(Base):
    """Good once, instead of a code of the app. Only its hash is kept."""

    __tablename__ = "recovery_codes"

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    code_hash: Mapped[str] = mapped_column(String(64))
    used_at: Mapped[datetime | None]
