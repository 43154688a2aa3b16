"""The built scripts, styles, fonts and pictures, by the name a template asks for."""

import json
from functools import cache
from pathlib import Path
from wsgiref.headers import Headers

from flask import Flask
from whitenoise import WhiteNoise

from connect.settings import Settings
from connect.web.headers import asset_headers

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
    """Built files are served before the app is asked: compressed already, and for ever, since
    another content has another name."""
    app.jinja_env.globals["asset"] = asset_url
    settings: Settings = app.extensions["settings"]
    always = asset_headers(settings)

    def set_headers(headers: Headers, _path: str, _url: str) -> None:
        for name, value in always.items():
            headers[name] = value

    app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]
        app.wsgi_app,
        root=DIST,
        prefix=DIST_URL,
        immutable_file_test=lambda _path, _url: True,
        allow_all_origins=False,
        add_headers_function=set_headers,
    )


@cache
def _manifest() -> dict[str, str]:
    try:
        manifest: dict[str, str] = json.loads((DIST / "manifest.json").read_text())
    except FileNotFoundError:
        raise AssetsNotBuilt("The assets are not built: run bin/assets.") from None
    return manifest
