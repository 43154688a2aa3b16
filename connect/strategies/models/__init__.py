"""A strategy, who writes it, what it said before, and what it can be found by."""

from connect.strategies.models.facets import StrategyFacet
from connect.strategies.models.strategies import (
    Sheet,
    Strategy,
    StrategyState,
    StrategyVisibility,
    StrategyWriter,
)
from connect.strategies.models.translations import StrategyTranslation
from connect.strategies.models.versions import StrategyVersion

__all__ = [
    "Sheet",
    "Strategy",
    "StrategyFacet",
    "StrategyState",
    "StrategyTranslation",
    "StrategyVersion",
    "StrategyVisibility",
    "StrategyWriter",
]
