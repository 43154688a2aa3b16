"""A sheet in another language."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from connect.database import Base, utc_now
from connect.members.models import Member


class StrategyTranslation(Base):
    """What the words of a sheet are in `lang`, by a member who reads both: the last one stands.

    `sheet` has the fields with words alone (see `translating`), and may lack some. It was made
    of version `of_version` of the original; `of_texts` tells whether the words there are still
    the same. `version` counts its own changes, so that nobody overwrites what they did not see.
    """

    __tablename__ = "strategy_translations"

    strategy_id: Mapped[int] = mapped_column(
        ForeignKey("strategies.id", ondelete="CASCADE"), primary_key=True
    )
    lang: Mapped[str] = mapped_column(String(2), primary_key=True)
    sheet: Mapped[dict[str, Any]] = mapped_column(default=dict)
    translator_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    of_version: Mapped[int]
    of_texts: Mapped[str] = mapped_column(String(64))
    version: Mapped[int] = mapped_column(default=1)
    updated_at: Mapped[datetime] = mapped_column(default=utc_now)

    translator: Mapped[Member] = relationship()
