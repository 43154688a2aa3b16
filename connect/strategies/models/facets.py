"""What a strategy can be found by."""

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from connect.database import Base


class StrategyFacet(Base):
    """One value of one facet: ("theme", "3"), ("province", "90000"), ("evidence", "E4").

    Copies of what the sheet says and of where its municipalities lie; see `facets.facets_of`.
    """

    __tablename__ = "strategy_facets"

    strategy_id: Mapped[int] = mapped_column(
        ForeignKey("strategies.id", ondelete="CASCADE"), primary_key=True
    )
    facet: Mapped[str] = mapped_column(String(16), primary_key=True)
    value: Mapped[str] = mapped_column(String(40), primary_key=True)
