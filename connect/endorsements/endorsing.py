"""How the features that own subjects let them be endorsed: see `features.ENDORSABLE`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from flask import Flask, current_app
from sqlalchemy.orm import Session

from connect.members.models import Member
from connect.subjects import Subject, reach_subject


class Endorsable(Protocol):
    """One kind of what municipalities endorse. Its thing was reached by the member before."""

    def may_endorse(self, member: Member, number: int) -> bool:
        """Whether it is ready for it: published, for instance."""

    def url(self, number: int) -> str:
        """Where it is read, with its endorsements."""

    def next_url(self, number: int, level: str) -> str:
        """Where to go on after endorsing it at this level."""

    def streams(self, number: int) -> Sequence[str]:
        """Where its readers hear of it."""

    def writers(self, number: int) -> Sequence[int]:
        """The members who are told of an endorsement."""

    def after_change(self, session: Session, number: int, step: int) -> None:
        """Carry a stored counter along: one endorsement more (1), fewer (-1), or another (0). A
        step and no total, because two municipalities may endorse at the same moment."""


@dataclass(frozen=True)
class Endorsed:
    """A subject that can be endorsed, within the reader's reach."""

    subject: Subject
    kind: Endorsable
    number: int

    @property
    def name(self) -> str:
        return self.subject.name

    @property
    def url(self) -> str:
        return self.kind.url(self.number)

    def is_ready_for(self, member: Member) -> bool:
        return self.kind.may_endorse(member, self.number)


def install(app: Flask, table: Mapping[str, Endorsable]) -> None:
    app.extensions["endorsables"] = table


def is_endorsable(name: str) -> bool:
    return name.partition(":")[0] in _table()


def endorsable_at(name: str) -> tuple[Endorsable, int]:
    """What lets it be endorsed, and its number. KeyError for what nobody endorses."""
    kind, _, number = name.partition(":")
    return _table()[kind], int(number)


def reach_endorsed(reader: Member | None, name: str) -> Endorsed | None:
    subject = reach_subject(reader, name)
    if subject is None or not is_endorsable(name):
        return None
    return Endorsed(subject, *endorsable_at(name))


def _table() -> Mapping[str, Endorsable]:
    table: Mapping[str, Endorsable] = current_app.extensions["endorsables"]
    return table
