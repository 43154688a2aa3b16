"""What members do in discussions; nothing else writes there."""

from connect.discussions.actions.changing import (
    correct_language,
    edit_comment,
    restore_comment,
    withdraw_comment,
)
from connect.discussions.actions.hosting import open_discussion, retell_discussion
from connect.discussions.actions.marking import bookmark, mark_read, react
from connect.discussions.actions.pin_marks import open_thread_of_pin, put_aside
from connect.discussions.actions.revising import remove_revision, restore_revision
from connect.discussions.actions.solving import choose_solution, drop_solution
from connect.discussions.actions.writing import open_thread, post_comment

__all__ = [
    "bookmark",
    "choose_solution",
    "correct_language",
    "drop_solution",
    "edit_comment",
    "mark_read",
    "open_discussion",
    "open_thread",
    "open_thread_of_pin",
    "post_comment",
    "put_aside",
    "react",
    "remove_revision",
    "restore_comment",
    "restore_revision",
    "retell_discussion",
    "withdraw_comment",
]
