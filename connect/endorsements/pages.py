"""The endorsements of something as its page shows them, the same for every reader."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from connect.endorsements import queries
from connect.endorsements.models import Endorsement, Level
from connect.places.belgium import MapPoint
from connect.web.languages import current_locale


@dataclass(frozen=True)
class Endorsements:
    """Those of `subject` ("strategy:12") that stand."""

    subject: str
    given: Sequence[Endorsement]

    @property
    def url(self) -> str:
        return f"/endorsements/{self.subject}"

    @property
    def municipalities(self) -> list[str]:
        """By REFNIS code."""
        return [endorsement.municipality for endorsement in self.given]

    @property
    def points(self) -> list[MapPoint]:
        """On the map of Belgium."""
        locale = current_locale()
        return [MapPoint(row.municipality, row.place_name(locale), 1) for row in self.given]

    def by_level(self) -> list[tuple[Level, list[Endorsement]]]:
        """In the order of the page, as names are sorted in its reader's language."""
        in_order = queries.in_order(self.given)
        return [
            (level, list(given)) for level, given in groupby(in_order, lambda given: given.level)
        ]


def endorsements_shown(subject: str) -> Endorsements:
    return Endorsements(subject, queries.endorsements_of(subject))
