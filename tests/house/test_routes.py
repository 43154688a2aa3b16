"""Every address is on a checked-in list, so that a new or opened door shows in review."""

from pathlib import Path

from flask import Flask
from werkzeug.routing import Rule

LIST = Path(__file__).with_name("routes.txt")
UNSAID = {"HEAD", "OPTIONS"}


def test_every_route_is_on_the_list(app: Flask) -> None:
    found = sorted(_described(app, rule) for rule in app.url_map.iter_rules())
    listed = LIST.read_text(encoding="utf-8").splitlines()
    assert found == listed, f"If meant so, write this into {LIST.name}:\n" + "\n".join(found)


def test_a_visitor_is_stopped_at_every_route_that_is_not_public(app: Flask) -> None:
    client = app.test_client()
    opened = []
    for line in LIST.read_text(encoding="utf-8").splitlines():
        path, methods, door = line.split()
        if door == "member":
            address = _with_values(app, path)
            for method in methods.split(","):
                answer = client.open(address, method=method)
                if answer.status_code not in (302, 400, 401):
                    opened.append(f"{answer.status_code} for {method} {address}")
    assert not opened, "\n".join(opened)


def _described(app: Flask, rule: Rule) -> str:
    view = app.view_functions[rule.endpoint]
    is_public = getattr(view, "is_public", False) or rule.endpoint == "static"
    methods = ",".join(sorted((rule.methods or set()) - UNSAID))
    return f"{rule.rule} {methods} {'public' if is_public else 'member'}"


def _with_values(app: Flask, path: str) -> str:
    """The rule with 1 for each of its values."""
    rule = next(rule for rule in app.url_map.iter_rules() if rule.rule == path)
    values = dict.fromkeys(rule.arguments, "1")
    address = path
    for converter_and_name in _placeholders(path):
        name = converter_and_name.rpartition(":")[2]
        address = address.replace(f"<{converter_and_name}>", values[name])
    return address


def _placeholders(path: str) -> list[str]:
    return [part.partition(">")[0] for part in path.split("<")[1:]]
