"""How the features that own places publish a draft: they say it in `features.PUBLICATIONS`."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from flask import Flask, current_app

from connect.drafts.models import Fields
from connect.members.models import Member


@dataclass(frozen=True)
class Publication:
    """`problems`: what is wrong with the fields, in the reader's words. `publish` posts them as
    the member's own, by the action that a form would call; it raises NotPublishable."""

    problems: Callable[[Fields], Sequence[str]]
    publish: Callable[[Member, int, Fields], None]


def install(app: Flask, table: Mapping[str, Publication]) -> None:
    app.extensions["publications"] = table


def publication_at(place: str) -> Publication:
    """How a text for this place is published; the place was reached before."""
    table: Mapping[str, Publication] = current_app.extensions["publications"]
    return table[place.partition(":")[0]]
