"""What a rule of strategies can answer instead of yes."""

from collections.abc import Sequence

from connect.strategies.fields import SheetField
from connect.strategies.models import Strategy, StrategyTranslation


class StrategyError(Exception):
    """A rule said no. Views turn it into a polite answer."""


class ChangedMeanwhile(StrategyError):
    """The change started from an older version than what stands now."""

    def __init__(self, current: Strategy) -> None:
        super().__init__(f"{current.subject} is at version {current.version}")
        self.current = current


class Incomplete(StrategyError):
    """The sheet lacks what its next depth asks for."""

    def __init__(self, missing: Sequence[SheetField]) -> None:
        super().__init__(", ".join(field.name for field in missing))
        self.missing = missing


class TranslatedMeanwhile(StrategyError):
    """The translation started from another one than what stands now."""

    def __init__(self, current: StrategyTranslation | None) -> None:
        super().__init__("another translation stands")
        self.current = current
