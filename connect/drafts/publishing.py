"""How the features that own places show and publish a draft: see `features.PUBLICATIONS`."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from flask import Flask, current_app

from connect.drafts.models import Fields
from connect.members.models import Member


class Publication(Protocol):
    """What drafts for one kind of place become. The place was reached by the member before."""

    def problems(self, member: Member, number: int, fields: Fields) -> Sequence[str]:
        """What is wrong with the fields, in the member's words."""

    def take_files(self, member: Member, number: int, fields: Fields) -> Sequence[str]:
        """Keep the files that came with the form of this request and name them in the fields;
        what cannot be kept is told, in the member's words."""

    def files(self, member: Member, number: int, fields: Fields) -> Sequence[dict[str, Any]]:
        """The files as the text would list them."""

    def html(self, member: Member, number: int, fields: Fields) -> str:
        """The text as it would stand there, by the very function that publishes."""

    def publish(self, member: Member, number: int, fields: Fields) -> None:
        """Post it as the member's own, by the action that a form calls; or NotPublishable."""


def install(app: Flask, table: Mapping[str, Publication]) -> None:
    app.extensions["publications"] = table


def publication_at(place: str) -> tuple[Publication, int]:
    """What a text for this place becomes, and the number of the place."""
    kind, _, number = place.partition(":")
    table: Mapping[str, Publication] = current_app.extensions["publications"]
    return table[kind], int(number)
