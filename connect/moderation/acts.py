"""What can be done to a thread or a comment: two literal tables that their pages list."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from connect.discussions.models import Comment, Thread

Thing = TypeVar("Thing")
Group = Literal["curate", "shape", "close", "protect"]

GROUPS: Mapping[Group, LazyString] = {
    "curate": _("Curate"),
    "shape": _("Shape"),
    "close": _("Close"),
    "protect": _("Protect"),
}
"""What acts are for; their pages list them so, in this order."""


def _always(_thing: object) -> bool:
    return True


@dataclass(frozen=True)
class Act(Generic[Thing]):
    """A line of the page: its form stands at the thing's address with `path` behind it."""

    label: LazyString
    explanation: LazyString
    icon: str
    path: str
    is_possible: Callable[[Thing], bool] = _always
    group: Group = "curate"


THREAD_ACTS: Sequence[Act[Thread]] = ()

COMMENT_ACTS: Sequence[Act[Comment]] = ()


def grouped(
    acts: Iterable[Act[Thing]], thing: Thing
) -> Sequence[tuple[LazyString, Sequence[Act[Thing]]]]:
    """What can be done to it now, by what it is for."""
    possible = [act for act in acts if act.is_possible(thing)]
    found = [(name, [act for act in possible if act.group == key]) for key, name in GROUPS.items()]
    return [(name, acts) for name, acts in found if acts]
