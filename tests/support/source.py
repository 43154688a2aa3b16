"""Reading our own source, for rules that hold everywhere."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.support.servers import ROOT

PACKAGE = ROOT / "connect"


@cache
def modules() -> dict[str, ast.Module]:
    """Every module of the package by its path in it: "events/log.py"."""
    paths = sorted(PACKAGE.rglob("*.py"))
    return {path.relative_to(PACKAGE).as_posix(): _parsed(path) for path in paths}


def actions() -> Iterator[tuple[str, ast.Module]]:
    return ((path, tree) for path, tree in modules().items() if is_action(path))


def is_action(path: str) -> bool:
    return "actions" in path.removesuffix(".py").split("/")


def _parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))
