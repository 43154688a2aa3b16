"""What comments may go where: rules of moving, asked again under the lock."""

from collections.abc import Collection, Sequence

from flask_babel import gettext as _

from connect.discussions.models import Thread
from connect.discussions.plans import Plan
from connect.discussions.policies import can_moderate
from connect.discussions.trees import Leaf
from connect.members.models import Member
from connect.moderation.errors import CannotMove, StaleSelection
from connect.moderation.policies import can_moderate_theme
from connect.themes.models import Theme

MOST_CHOSEN = 200
"""Branches at once, each with all its answers."""

BREADTH = {"nobody": 0, "circle": 1, "members": 2, "partners": 3, "public": 4}


def refuse_bad_selection(leaves: Sequence[Leaf], chosen: Collection[int]) -> None:
    """`leaves` are the thread as it stands."""
    if not chosen:
        raise CannotMove(_("Choose at least one answer."))
    if len(chosen) > MOST_CHOSEN:
        raise CannotMove(
            _(
                "At most %(count)d at once. What they are answered with comes along.",
                count=MOST_CHOSEN,
            )
        )
    found = {leaf.id: leaf for leaf in leaves if leaf.id in chosen}
    if any(leaf.number == 0 for leaf in found.values()):
        raise CannotMove(_("The opening goes with its whole thread. Merge the thread instead."))
    if len(found) < len(set(chosen)):
        raise StaleSelection


def refuse_stale(plan: Plan, known: int | None) -> None:
    """`known`: how many the moderator was told would move."""
    if known is not None and known != len(plan.moved):
        raise StaleSelection


def refuse_bad_split(by: Member, source: Thread, theme: Theme, *, wider: bool) -> None:
    _refuse_bad_source(by, source)
    if not can_moderate_theme(by, theme.id):
        raise CannotMove(_("You can move answers only where you are a moderator."))
    if not wider and is_wider(source, theme):
        raise CannotMove(_("More people would read these texts there. Confirm that you want this."))


def refuse_bad_move(by: Member, source: Thread, target: Thread, *, wider: bool) -> None:
    _refuse_bad_source(by, source)
    if target.id == source.id:
        raise CannotMove(_("They stand in this thread already. Choose another one."))
    if not can_moderate(by, target):
        raise CannotMove(_("You can move answers only where you are a moderator."))
    if target.home:
        raise CannotMove(_("That is the discussion of a practice. Choose a thread of a theme."))
    if not target.stands:
        raise CannotMove(_("That thread is not there any more. Choose another one."))
    if not target.is_open:
        raise CannotMove(_("That thread is closed. Reopen it first, or choose another one."))
    if not wider and is_wider(source, target.theme):
        raise CannotMove(_("More people would read these texts there. Confirm that you want this."))


def refuse_bad_merger(by: Member, source: Thread, target: Thread, *, wider: bool) -> None:
    if target.id == source.id:
        raise CannotMove(_("A thread cannot be merged with itself. Choose another one."))
    if source.merged_into_id is not None:
        raise CannotMove(_("This thread was merged in the meantime. Nothing was changed."))
    if source.home:
        raise CannotMove(
            _("The discussion of a practice stays with it. Move single answers instead.")
        )
    refuse_bad_move(by, source, target, wider=wider)


def is_wider(source: Thread, theme: Theme) -> bool:
    """Whether more people, or others, read threads of the theme than read the source."""
    read_by = source.theme.access if source.audience == "theme" else source.audience
    if read_by == "circle" and theme.access == "circle":
        return theme.id != source.theme_id
    return BREADTH[theme.access] > BREADTH[read_by]


def _refuse_bad_source(by: Member, source: Thread) -> None:
    if not can_moderate(by, source):
        raise CannotMove(_("You can move answers only where you are a moderator."))
    if not source.stands:
        raise CannotMove(_("This thread is not there any more. Nothing was changed."))
