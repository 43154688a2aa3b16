"""For organisers: strategies from a spreadsheet, with a look before anything is written."""

from flask import Response, flash, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from connect import spreadsheets
from connect.exchange import actions, policies, queries, reading
from connect.exchange.columns import READ_FIELDS
from connect.exchange.forms import ImportForm
from connect.exchange.models import StrategyImport
from connect.exchange.reading import CheckedLine, Known
from connect.exchange.views.base import blueprint
from connect.members.current import member
from connect.web.access import authorize, reached
from connect.web.answers import form_page, see_other

MOST_SHOWN = 100


@blueprint.get("/strategies/imports/")
def list_imports() -> ResponseReturnValue:
    authorize(policies.can_import_strategies(member()))
    return _imports_page(ImportForm())


@blueprint.post("/strategies/imports/")
def create_import() -> ResponseReturnValue:
    authorize(policies.can_import_strategies(member()))
    form = ImportForm()
    if not form.validate_on_submit():
        return _imports_page(form)
    return see_other(actions.keep_import(member(), form.file_name, form.lines).url)


@blueprint.get("/strategies/imports/<id:import_id>")
def show_import(import_id: int) -> ResponseReturnValue:
    kept = _reach(import_id)
    lines = [] if kept.started_at else _checked(kept)
    wrong = [line for line in lines if line.problems]
    shown = (wrong or lines)[:MOST_SHOWN]
    return render_template("exchange/import.html", kept=kept, lines=lines, wrong=wrong, shown=shown)


@blueprint.get("/strategies/imports/<id:import_id>/problems.csv")
def download_problems(import_id: int) -> ResponseReturnValue:
    """Every wrong line with what is wrong, to be put right beside the file."""
    wrong = [line for line in _checked(_reach(import_id)) if line.problems]
    rows = [[line.number, line.title, " ".join(line.problems)] for line in wrong]
    return _file([[_("Line"), _("Title"), _("What is wrong")], *rows], "befus-connect-problems.csv")


@blueprint.post("/strategies/imports/<id:import_id>/start")
def start_import(import_id: int) -> ResponseReturnValue:
    kept = _reach(import_id)
    if any(line.problems for line in _checked(kept)):
        flash(_("Nothing was written: put the wrong lines right first."), "warning")
    else:
        actions.start_import(member(), kept)
    return see_other(kept.url)


@blueprint.post("/strategies/imports/<id:import_id>/undoing")
def undo_import(import_id: int) -> ResponseReturnValue:
    kept = _reach(import_id)
    if kept.finished_at and not kept.undone_at:
        count = actions.undo_import(member(), kept)
        told = ngettext("%(num)s draft is taken away.", "%(num)s drafts are taken away.", count)
        flash(told, "success")
    return see_other(kept.url)


@blueprint.get("/strategies/imports/example.csv")
def download_example() -> ResponseReturnValue:
    authorize(policies.can_import_strategies(member()))
    headings = [_("Author"), *(str(field.label) for field in READ_FIELDS)]
    return _file([headings], "befus-connect-strategies.csv")


def _checked(kept: StrategyImport) -> list[CheckedLine]:
    known = Known.now()
    return [reading.check(line, known, kept.created_by) for line in kept.lines]


def _reach(import_id: int) -> StrategyImport:
    authorize(policies.can_import_strategies(member()))
    return reached(queries.reach_import(import_id))


def _imports_page(form: ImportForm) -> ResponseReturnValue:
    return form_page("exchange/imports.html", form, imports=queries.imports())


def _file(rows: list[list[object]], name: str) -> Response:
    response = Response(spreadsheets.written(rows), mimetype="text/csv")
    response.headers["Content-Disposition"] = f"attachment; filename={name}"
    return response
