"""Taking out: strategies for whoever reads them, members and decisions for organisers."""

import codecs
from collections.abc import Iterator, Sequence

from flask import Response, json, stream_with_context
from flask.typing import ResponseReturnValue

from connect import spreadsheets
from connect.exchange import decisions, policies
from connect.exchange.views.base import blueprint
from connect.exchange.writing import SheetWriter, member_lines, shared_strategies
from connect.extensions import limiter
from connect.members.current import member, reader
from connect.web.access import authorize, public
from connect.web.languages import current_locale

A_WHOLE_EXPORT = "20 per hour"


@blueprint.get("/strategies/export.csv")
@public
@limiter.limit(A_WHOLE_EXPORT)
def export_strategies_as_csv() -> ResponseReturnValue:
    writer = SheetWriter(reader(), current_locale())
    lines = (writer.cells(strategy) for strategy in shared_strategies(reader()))
    return _download(_pieces(writer.headings(), lines), "text/csv", "befus-connect-strategies.csv")


@blueprint.get("/strategies/export.json")
@public
@limiter.limit(A_WHOLE_EXPORT)
def export_strategies_as_json() -> ResponseReturnValue:
    writer = SheetWriter(reader(), current_locale())
    values = (writer.values(strategy) for strategy in shared_strategies(reader()))
    return _download(_json_list(values), "application/json", "befus-connect-strategies.json")


@blueprint.get("/members/export.csv")
def export_members() -> ResponseReturnValue:
    authorize(policies.can_export_members(member()))
    lines = member_lines(current_locale())
    return _download(_pieces(next(lines), lines), "text/csv", "befus-connect-members.csv")


@blueprint.get("/decisions/export.csv")
@limiter.limit(A_WHOLE_EXPORT)
def export_decisions_as_csv() -> ResponseReturnValue:
    authorize(policies.can_export_decisions(member()))
    locale = current_locale()
    lines = (decisions.cells(decision, locale) for decision in decisions.all_decisions())
    pieces = _pieces(decisions.headings(), lines)
    return _download(pieces, "text/csv", "befus-connect-decisions.csv")


@blueprint.get("/decisions/export.json")
@limiter.limit(A_WHOLE_EXPORT)
def export_decisions_as_json() -> ResponseReturnValue:
    authorize(policies.can_export_decisions(member()))
    values = (decisions.values(decision) for decision in decisions.all_decisions())
    return _download(_json_list(values), "application/json", "befus-connect-decisions.json")


def _pieces(headings: Sequence[str], lines: Iterator[Sequence[str]]) -> Iterator[bytes]:
    """The file line by line: the mark that tells UTF-8 stands once, before the headings."""
    yield spreadsheets.written([headings])
    for line in lines:
        yield spreadsheets.written([line]).removeprefix(codecs.BOM_UTF8)


def _json_list(values: Iterator[dict[str, object]]) -> Iterator[str]:
    yield "["
    for place, value in enumerate(values):
        yield (",\n" if place else "\n") + json.dumps(value)
    yield "\n]\n"


def _download(pieces: Iterator[bytes] | Iterator[str], mimetype: str, name: str) -> Response:
    response = Response(stream_with_context(pieces), mimetype=mimetype)
    response.headers["Content-Disposition"] = f"attachment; filename={name}"
    return response
