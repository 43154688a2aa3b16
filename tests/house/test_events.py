"""What an action records, somebody settles and somebody shows."""

import ast
import re
from collections.abc import Iterator

from connect.consequences import CONSEQUENCES
from connect.live.fragments import RENDERERS
from tests.support.source import actions

KIND = re.compile(r"[a-z_]+\.[a-z_]+")
# Facts about an account move no stream that anybody listens to.
TOLD_TO_NOBODY = (
    *("canned_answer.", "staff_note."),
    *("member.", "join_request.", "invitation.", "invitation_list.", "contact_request."),
    *("draft.", "known_domain.", "password_reset.", "revision.", "sign_in_link."),
    *("succession.", "synthesis.writer_", "term.", "upload."),
    *("strategy.contact_asked", "strategy.counted", "strategy.review_due"),
    *(
        "strategy.version_removed",
        "strategy.writer_",
        "strategy_import.",
        "thread.audience_changed",
    ),
)


def test_every_kind_of_event_has_an_entry_in_consequences() -> None:
    assert recorded_kinds() == set(CONSEQUENCES)


def test_every_kind_of_event_on_a_stream_has_a_renderer() -> None:
    told = {kind for kind in recorded_kinds() if not kind.startswith(TOLD_TO_NOBODY)}
    assert told == {kind for _stream, kind in RENDERERS}


def test_kinds_are_written_out_so_that_one_can_search_for_them() -> None:
    composed = [
        f"connect/{path}:{node.lineno}"
        for path, tree in actions()
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr) and _starts_like_a_kind(node)
    ]
    assert not composed


def recorded_kinds() -> set[str]:
    return {kind for _, tree in actions() for kind in _kinds_in(tree)}


def _kinds_in(tree: ast.Module) -> Iterator[str]:
    """In actions, a string of this form is the kind of an event and nothing else."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and KIND.fullmatch(str(node.value)):
            yield str(node.value)


def _starts_like_a_kind(text: ast.JoinedStr) -> bool:
    first = text.values[0]
    return isinstance(first, ast.Constant) and bool(re.fullmatch(r"[a-z_]+\.", str(first.value)))
