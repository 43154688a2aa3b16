"""An organisation: a police zone, a welfare centre, an association, a ministry."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from connect.database import Base, utc_now


class Organisation(Base):
    """`municipality` is the REFNIS code of the one it works in, if it is local."""

    __tablename__ = "organisations"

    id: Mapped[int] = mapped_column(primary_key=True)
    name_fr: Mapped[str] = mapped_column(String(120))
    name_nl: Mapped[str] = mapped_column(String(120))
    level: Mapped[str] = mapped_column(String(40))
    municipality: Mapped[str | None] = mapped_column(String(5), index=True)
    created_at: Mapped[datetime] = mapped_column(default=utc_now)

    def name(self, locale: str) -> str:
        return self.name_nl if locale == "nl" else self.name_fr
