"""How well the signs of private persons are found: precision and recall on a labelled set.

The set is small, of our own words, French and Dutch; a label is what a moderator would point at,
whoever it belongs to: the address of a town hall is an address too.
"""

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from connect.discretion import SignKind, signs_in

LABELLED = Path(__file__).with_name("discretion.json")


@dataclass(frozen=True)
class Score:
    """Of one kind of sign: how many were rightly found, wrongly found, and missed."""

    kind: str
    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0


def scores() -> list[Score]:
    """For each kind, and for all of them together."""
    counted: dict[str, Counter[str]] = {kind: Counter() for kind in get_args(SignKind)}
    for line in json.loads(LABELLED.read_text(encoding="utf-8")):
        found, labelled = {sign.kind for sign in signs_in(line["text"])}, set(line["signs"])
        for kind, count in counted.items():
            count["right"] += kind in found and kind in labelled
            count["wrong"] += kind in found and kind not in labelled
            count["missed"] += kind not in found and kind in labelled
    whole = sum(counted.values(), Counter())
    return [
        Score(kind, count["right"], count["wrong"], count["missed"])
        for kind, count in (*counted.items(), ("all", whole))
    ]


def show(found: list[Score]) -> None:
    columns = ("right", "wrong", "missed", "prec.", "recall")
    print(f"\n{'Signs of private persons':32}" + "".join(f"{column:>8}" for column in columns))
    for one in found:
        print(
            f"{one.kind:32}{one.right:8}{one.wrong:8}{one.missed:8}"
            f"{one.precision:8.2f}{one.recall:8.2f}"
        )
