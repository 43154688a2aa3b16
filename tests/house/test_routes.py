"""Every address is on a checked-in list, so that a new or opened door shows in review."""

import re
from collections.abc import Callable
from pathlib import Path

from flask import Flask
from werkzeug.routing import Rule

from tests.support.visitors import Visitor

LIST = Path(__file__).with_name("routes.txt")
UNSAID = {"HEAD", "OPTIONS"}
PLACEHOLDER = re.compile("<[^>]+>")
OFF_BY_DEFAULT = {"/sign-in/openid/return"}


def test_every_route_is_on_the_list(app: Flask) -> None:
    found = sorted(_described(app, rule) for rule in app.url_map.iter_rules())
    listed = LIST.read_text(encoding="utf-8").splitlines()
    assert found == listed, f"If meant so, write this into {LIST.name}:\n" + "\n".join(found)


def test_a_visitor_is_asked_to_sign_in_wherever_the_list_says_member(
    app: Flask, browser_of: Callable[..., Visitor]
) -> None:
    visitor = browser_of()
    opened = []
    for line in LIST.read_text(encoding="utf-8").splitlines():
        path, methods, door = line.split()
        address = PLACEHOLDER.sub("1", path)
        if door == "member" and "GET" in methods:
            answer = visitor.get(address)
            if answer.status != 302 or not answer.location.startswith("/sign-in?next="):
                opened.append(f"{answer.status} for GET {address}")
        if door == "member" and "POST" in methods and visitor.post(address).status != 401:
            opened.append(f"POST {address}")
    assert not opened, "\n".join(opened)


def _described(app: Flask, rule: Rule) -> str:
    view = app.view_functions[rule.endpoint]
    is_public = getattr(view, "is_public", False) or rule.endpoint == "static"
    methods = ",".join(sorted((rule.methods or set()) - UNSAID))
    return f"{rule.rule} {methods} {'public' if is_public else 'member'}"


def listed_pages(door: str) -> list[str]:
    """The addresses behind that door that need no number and are there without settings."""
    lines = (line.split() for line in LIST.read_text(encoding="utf-8").splitlines())
    pages = [(path, its) for path, methods, its in lines if "GET" in methods and "<" not in path]
    return [path for path, its in pages if its == door and path not in OFF_BY_DEFAULT]
