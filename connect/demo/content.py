"""The demo's texts, as the TOML files under `content/` tell them."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "content"


@cache
def table(name: str) -> dict[str, Any]:
    """One file: `members`, `organisations`, `themes` or `decisions`."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def threads() -> dict[str, dict[str, Any]]:
    """By the name of their file."""
    return _told_in("threads")


def strategies() -> dict[str, dict[str, Any]]:
    """By the name of their file."""
    return _told_in("strategies")


def syntheses() -> dict[str, dict[str, Any]]:
    """By the name of their thread's file."""
    return _told_in("syntheses")


def _told_in(folder: str) -> dict[str, dict[str, Any]]:
    paths = sorted((FOLDER / folder).glob("*.toml"))
    return {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in paths}
