"""The demo's texts, as the TOML files under `content/` tell them."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "content"


@cache
def table(name: str) -> dict[str, Any]:
    """One file: `members`, `organisations` or `themes`."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def threads() -> list[dict[str, Any]]:
    paths = sorted((FOLDER / "threads").glob("*.toml"))
    return [tomllib.loads(path.read_text(encoding="utf-8")) for path in paths]
