"""Whoever looks for what can change a table has to read the actions, and nothing else."""

import ast
from collections.abc import Iterator

import pytest

from tests.support.source import is_action, modules

WRITES_OF_A_SESSION = {"add", "add_all", "commit", "delete", "flush", "merge"}
STATEMENTS = {"delete", "insert", "update"}
# The machinery under the actions: the transaction itself, the log, the outbox, the post.
MACHINERY = ("database.py", "events/", "mail/", "worker", "demo", "sample")


def test_only_actions_write() -> None:
    found = [
        f"connect/{path}:{line}: {what}"
        for path, tree in modules().items()
        if not (is_action(path) or path.startswith(MACHINERY))
        for line, what in _writes(tree)
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "line",
    [
        "db.session.add(comment)",
        "session.commit()",
        "db.session().delete(comment)",
        "db.session.execute(update(Comment))",
        "with atomic(): pass",
    ],
)
def test_each_way_to_write_is_noticed(line: str) -> None:
    assert list(_writes(ast.parse(line)))


def _writes(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = node.func
        if isinstance(called, ast.Name) and called.id == "atomic":
            yield node.lineno, "atomic()"
        if isinstance(called, ast.Attribute) and _is_session(called.value):
            if called.attr in WRITES_OF_A_SESSION:
                yield node.lineno, f"session.{called.attr}()"
            if called.attr in {"execute", "scalar", "scalars"} and _writes_by_statement(node):
                yield node.lineno, "a writing statement"


def _is_session(value: ast.expr) -> bool:
    if isinstance(value, ast.Call):
        return _is_session(value.func)
    return getattr(value, "id", getattr(value, "attr", "")) == "session"


def _writes_by_statement(call: ast.Call) -> bool:
    return any(
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in STATEMENTS
        for argument in call.args
        for node in ast.walk(argument)
    )
