"""What can be done to a thread or a comment: two literal tables that their pages list."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from flask_babel import LazyString

from connect.discussions.models import Comment, Thread

Thing = TypeVar("Thing")


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


THREAD_ACTS: Sequence[Act[Thread]] = ()

COMMENT_ACTS: Sequence[Act[Comment]] = ()
