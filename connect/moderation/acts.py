"""What can be done to a thread or a comment: two literal tables that their pages list."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from connect.discussions.models import Comment, Thread
from connect.discussions.policies import is_told_elsewhere

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


def _is_of_a_theme(thread: Thread) -> bool:
    """The discussion under a strategy stays with that."""
    return thread.home is None


def _is_listed(thread: Thread) -> bool:
    return thread.stands and thread.home is None and thread.archived_at is None


def _can_be_chosen(comment: Comment) -> bool:
    is_kept_as_it_is = comment.thread.archived_at is not None or not comment.thread.stands
    return comment.stands and not comment.is_opening and not is_kept_as_it_is


def _can_solve(comment: Comment) -> bool:
    return comment.thread.kind == "question" and _can_be_chosen(comment)


def _is_pinned(comment: Comment) -> bool:
    return comment.thread.pinned_comment_id == comment.id


def _is_solution(comment: Comment) -> bool:
    return comment.thread.solution_id == comment.id


@dataclass(frozen=True)
class Act(Generic[Thing]):
    """A line of the page: its form stands at the thing's address with `path` behind it."""

    label: LazyString
    explanation: LazyString
    icon: str
    path: str
    is_possible: Callable[[Thing], bool] = _always
    group: Group = "curate"


THREAD_ACTS: Sequence[Act[Thread]] = (
    Act(
        _("Pin"),
        _("It stands first in its theme, for a time or until you unpin it."),
        "pin",
        "/pin",
        is_possible=_is_listed,
    ),
    Act(
        _("Put in the spotlight"),
        _("It stands first in its theme and at home, with a line that says why."),
        "star",
        "/feature",
        is_possible=_is_listed,
    ),
    Act(
        _("Take out of the spotlight"),
        _("It stays in the list of its theme."),
        "close",
        "/feature/removal",
        is_possible=lambda thread: thread.featured_at is not None,
    ),
    Act(
        _("Move answers"),
        _("To a new thread or to one that is there. You see both sides first."),
        "answer",
        "/selection",
        is_possible=lambda thread: thread.stands,
        group="shape",
    ),
    Act(
        _("Merge into another thread"),
        _("All its texts go on there, and links to it lead there."),
        "link",
        "/merger",
        is_possible=lambda thread: _is_of_a_theme(thread) and thread.stands,
        group="shape",
    ),
    Act(
        _("Hide this thread"),
        _("Its title and all its texts, from everybody but its author and the moderators."),
        "shield",
        "/hiding",
        is_possible=lambda thread: _is_of_a_theme(thread) and thread.hidden_at is None,
        group="protect",
    ),
    Act(
        _("Show this thread again"),
        _("Everybody who reads in its theme finds it in its place."),
        "undo",
        "/hiding",
        is_possible=lambda thread: thread.hidden_at is not None,
        group="protect",
    ),
    Act(
        label=_("Write the synthesis"),
        explanation=_("What is agreed, debated and open, above the answers; and who writes it."),
        icon="strategies",
        path="/synthesis/edit",
        is_possible=lambda thread: thread.stands,
    ),
    Act(
        _("Classify"),
        _("Its kind, its key words, its theme; a second theme that lists it too."),
        "themes",
        "/classification",
        is_possible=_is_of_a_theme,
    ),
    Act(
        _("Close"),
        _("Everybody reads it and nobody answers, for a time or for good."),
        "lock",
        "/closure",
        is_possible=lambda thread: thread.closed_at is None,
        group="close",
    ),
    Act(
        _("Open again"),
        _("Members answer in it as before."),
        "undo",
        "/closure/removal",
        is_possible=lambda thread: thread.closed_at is not None,
        group="close",
    ),
    Act(
        _("Slow down"),
        _("One answer of each member every few minutes or hours; or as fast as before."),
        "clock",
        "/pace",
        group="close",
    ),
    Act(
        _("Archive"),
        _("To be read only, apart from the other threads of its theme."),
        "file",
        "/archival",
        is_possible=lambda thread: _is_of_a_theme(thread) and thread.archived_at is None,
        group="close",
    ),
    Act(
        _("Take out of the archive"),
        _("Back among the other threads of its theme."),
        "undo",
        "/archival/removal",
        is_possible=lambda thread: thread.archived_at is not None,
        group="close",
    ),
)

COMMENT_ACTS: Sequence[Act[Comment]] = (
    Act(
        _("Make it a thread of its own"),
        _("This text and the answers below it; or to a thread that is there."),
        "answer",
        "/branch",
        is_possible=lambda comment: not comment.is_opening and comment.thread.stands,
        group="shape",
    ),
    Act(
        _("Pin this answer"),
        _("The page of the thread shows it under the opening."),
        "pin",
        "/pin",
        is_possible=lambda comment: _can_be_chosen(comment) and not _is_pinned(comment),
    ),
    Act(
        _("Unpin this answer"),
        _("It stays in its place."),
        "close",
        "/pin/removal",
        is_possible=_is_pinned,
    ),
    Act(
        _("Mark as the solution"),
        _("Whoever opens the question is led to it."),
        "check",
        "/solution",
        is_possible=lambda comment: _can_solve(comment) and not _is_solution(comment),
    ),
    Act(
        _("Not the solution after all"),
        _("The question is open again."),
        "close",
        "/solution/removal",
        is_possible=_is_solution,
    ),
    Act(
        _("Hide this text"),
        _("Its place says why; its words are for its author and the moderators."),
        "shield",
        "/hiding",
        is_possible=lambda comment: comment.hidden_at is None and not is_told_elsewhere(comment),
        group="protect",
    ),
    Act(
        _("Show this text again"),
        _("Everybody who reads the thread finds it in its place."),
        "undo",
        "/hiding/removal",
        is_possible=lambda comment: comment.hidden_at is not None,
        group="protect",
    ),
    Act(
        label=_("Use in the synthesis"),
        explanation=_("A line of it rests on this text."),
        icon="themes",
        path="/citation",
        is_possible=lambda comment: comment.stands and comment.thread.stands,
    ),
)


def grouped(
    acts: Iterable[Act[Thing]], thing: Thing
) -> Sequence[tuple[LazyString, Sequence[Act[Thing]]]]:
    """What can be done to it now, by what it is for."""
    possible = [act for act in acts if act.is_possible(thing)]
    found = [(name, [act for act in possible if act.group == key]) for key, name in GROUPS.items()]
    return [(name, acts) for name, acts in found if acts]
