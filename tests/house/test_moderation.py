"""What every act of moderation owes: a name, a way back or a reason why there is none, and that
nobody's words are touched."""

import ast
from collections.abc import Iterator

import pytest

from connect.moderation.actions.reversing import FINAL, REVERSALS
from connect.moderation.openness import FOR_WHOM_IT_CONCERNS, OF_REPORTS
from connect.moderation.saying import NAMES
from tests.house.test_events import KIND
from tests.support.source import actions, modules

WORDS = {"html", "title", "files", "edited_at", "version"}
"""Columns that hold what a member wrote, and how often they changed it."""
WRITTEN = {"Comment", "Revision", "Thread"}
THEIR_AUTHORS = {
    "discussions/actions/changing.py": "a text, by its author",
    "discussions/actions/hosting.py": "what a strategy says, carried along by its writers",
    "discussions/actions/revising.py": "an earlier version of one's own; words taken away for good",
    "discussions/actions/writing.py": "a text, by its author",
}
"""The only actions of discussions that write words."""


def test_every_kind_of_decision_is_written_out_and_has_a_name() -> None:
    kinds = decided_kinds()
    assert kinds
    assert not kinds - set(NAMES)


def test_every_kind_of_decision_can_be_undone_or_says_why_not() -> None:
    kinds = decided_kinds()
    assert not set(REVERSALS) & set(FINAL)
    assert not kinds - set(REVERSALS) - set(FINAL)
    assert not (set(REVERSALS) | set(FINAL)) - kinds


def test_what_is_kept_from_the_log_is_decided_somewhere() -> None:
    assert not (FOR_WHOM_IT_CONCERNS | OF_REPORTS) - decided_kinds()


def test_nothing_in_moderation_ever_edits_a_member_s_words() -> None:
    found = [
        f"connect/{path}:{line}: {what}"
        for path, tree in modules().items()
        if path.startswith("moderation/") or _acts_on_discussions(path)
        for line, what in _edits(tree)
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "line",
    [
        "comment.html = ''",
        "thread.title += '!'",
        "decision.thread.title, x = 'a', 'b'",
        "setattr(comment, 'html', '')",
        "update(Comment).values(html='')",
        "session.add(Revision(html=''))",
        "comment.edited_at = utc_now()",
    ],
)
def test_each_way_to_edit_is_noticed(line: str) -> None:
    assert list(_edits(ast.parse(line)))


def decided_kinds() -> set[str]:
    """What `decide` is called with, or a function of the same module that only passes it on."""
    return {kind for path, tree in actions() for kind in _kinds_in(path, tree)}


def _kinds_in(path: str, tree: ast.Module) -> Iterator[str]:
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    deciding = {"decide"}
    deciding |= {f.name for f in functions if any(_is_passed_on(f, c) for c in _calls(f, deciding))}
    for function in functions:
        for call in _calls(function, deciding):
            kinds = {kind for argument in call.args for kind in _written_out(argument)}
            assert kinds or _is_passed_on(function, call), f"{path}:{call.lineno} composes a kind"
            yield from kinds


def _calls(function: ast.AST, names: set[str]) -> list[ast.Call]:
    calls = (node for node in ast.walk(function) if isinstance(node, ast.Call))
    return [call for call in calls if getattr(call.func, "id", "") in names]


def _is_passed_on(function: ast.FunctionDef, call: ast.Call) -> bool:
    given = [argument.arg for argument in function.args.args]
    return getattr(call.args[0], "id", "") in given


def _written_out(argument: ast.expr) -> set[str]:
    """One, or one of two: `"a" if … else "b"`."""
    if isinstance(argument, ast.IfExp):
        return _written_out(argument.body) | _written_out(argument.orelse)
    value = argument.value if isinstance(argument, ast.Constant) else None
    return {str(value)} if KIND.fullmatch(str(value)) else set()


def _acts_on_discussions(path: str) -> bool:
    return path.startswith("discussions/actions/") and path not in THEIR_AUTHORS


def _edits(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for target in (part for whole in targets for part in ast.walk(whole)):
                if isinstance(target, ast.Attribute) and target.attr in WORDS:
                    yield node.lineno, f"assigns to .{target.attr}"
        if isinstance(node, ast.Call):
            yield from _edits_by_call(node)


def _edits_by_call(call: ast.Call) -> Iterator[tuple[int, str]]:
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    if name in {"setattr", "set_attribute"} and _names_words(call.args[1]):
        yield call.lineno, "sets a column of words"
    if name == "values" and any(keyword.arg in WORDS for keyword in call.keywords):
        yield call.lineno, "updates a column of words"
    if name in WRITTEN - {"Thread"} and isinstance(call.func, ast.Name):
        yield call.lineno, f"makes a {name}"


def _names_words(argument: ast.expr) -> bool:
    return isinstance(argument, ast.Constant) and argument.value in WORDS
