"""The built scripts, styles, fonts and pictures, by the name a template asks for."""

import json
from functools import cache
from pathlib import Path

from flask import Flask

DIST = Path(__file__).parent.parent / "static" / "dist"
DIST_URL = "/static/dist"


class AssetsNotBuilt(RuntimeError):
    """The page cannot be dressed: `bin/assets` has not run, or ran before this file existed."""


def asset_url(name: str) -> str:
    """`application.css` becomes `/static/dist/application-K3V5WQ7A.css`, cacheable for ever."""
    try:
        return f"{DIST_URL}/{_manifest()[name]}"
    except KeyError:
        raise AssetsNotBuilt(f"No asset named {name}: run bin/assets.") from None


def install(app: Flask) -> None:
    app.jinja_env.globals["asset"] = asset_url


@cache
def _manifest() -> dict[str, str]:
    try:
        manifest: dict[str, str] = json.loads((DIST / "manifest.json").read_text())
    except FileNotFoundError:
        raise AssetsNotBuilt("The assets are not built: run bin/assets.") from None
    return manifest
