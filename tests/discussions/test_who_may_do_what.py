"""The policies of discussions, for everybody of the cast, on texts of Chloé's under a theme that
Amina moderates."""

from collections.abc import Callable
from typing import Any

import pytest

from connect.database import utc_now
from connect.discussions import policies
from connect.discussions.models import Comment, Thread
from tests.support.cast import Cast

NOBODY: set[str] = set()
AUTHOR = {"chloe"}
MODERATORS = {"amina", "olga"}
MEMBERS = {"amina", "bram", "chloe", "dirk", "olga"}
EVERYBODY = {*MEMBERS, "els", "a visitor"}
Allowed = Callable[[Callable[..., bool], Any], set[str]]


@pytest.fixture
def allowed(people: Cast) -> Allowed:
    """Who of them a policy lets; Els left, and a visitor never came in."""
    everybody = {name: getattr(people, name, None) for name in EVERYBODY}

    def find(policy: Callable[..., bool], thing: Any) -> set[str]:
        return {name for name, member in everybody.items() if policy(member, thing)}

    return find


@pytest.fixture
def comment(people: Cast) -> Comment:
    thread = Thread(theme_id=people.prevention.id, author_id=people.chloe.id)
    return Comment(thread=thread, author_id=people.chloe.id, number=1)


@pytest.mark.parametrize(
    ("policy", "standing", "withdrawn"),
    [
        (policies.can_answer_comment, MEMBERS, NOBODY),
        (policies.can_edit_comment, AUTHOR, NOBODY),
        (policies.can_withdraw_comment, AUTHOR, AUTHOR),
        (policies.can_read_history, EVERYBODY, NOBODY),
        (policies.can_correct_language, AUTHOR | MODERATORS, NOBODY),
        (policies.can_react, MEMBERS, NOBODY),
        (policies.can_restore_revision, AUTHOR, NOBODY),
        (policies.can_remove_revision, MODERATORS, MODERATORS),
    ],
)
def test_on_a_comment(
    allowed: Allowed,
    comment: Comment,
    policy: Callable[..., bool],
    standing: set[str],
    withdrawn: set[str],
) -> None:
    assert allowed(policy, comment) == standing
    comment.withdrawn_at = utc_now()
    assert allowed(policy, comment) == withdrawn


def test_on_a_thread(allowed: Allowed, comment: Comment) -> None:
    assert allowed(policies.can_comment, comment.thread) == MEMBERS
    assert allowed(policies.can_moderate, comment.thread) == MODERATORS
    comment.thread.withdrawn_at = utc_now()
    assert allowed(policies.can_comment, comment.thread) == NOBODY
    assert allowed(policies.can_answer_comment, comment) == NOBODY


def test_a_moderator_of_another_theme_is_a_member_here(
    allowed: Allowed, people: Cast, comment: Comment
) -> None:
    comment.thread.theme_id = people.networks.id
    assert allowed(policies.can_moderate, comment.thread) == {"olga"}


def test_in_a_theme(allowed: Allowed, people: Cast) -> None:
    assert allowed(policies.can_open_thread, people.prevention) == MEMBERS


def test_an_author_who_left_changes_nothing_any_more(
    allowed: Allowed, people: Cast, comment: Comment
) -> None:
    comment.author_id = people.els.id
    assert allowed(policies.can_edit_comment, comment) == NOBODY
    assert allowed(policies.can_withdraw_comment, comment) == NOBODY
