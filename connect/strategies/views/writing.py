"""The pages on which a sheet is written: its beginning, and the whole of it."""

from typing import Any

from flask import flash, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from connect.drafts.queries import draft_at
from connect.members.current import member
from connect.strategies import actions, policies
from connect.strategies.errors import ChangedMeanwhile, Incomplete
from connect.strategies.fields import needed_for
from connect.strategies.forms import SheetForm, StartForm, begun_sheet, sheet_form, start_form
from connect.strategies.forms.inputs import refuse
from connect.strategies.gate import progress
from connect.strategies.models import Strategy
from connect.strategies.parts import shown_parts
from connect.strategies.views.base import blueprint, reach_to_write
from connect.strategies.views.conflicts import both_pages, with_what_stands
from connect.web.access import authorize
from connect.web.answers import form_page, see_other


@blueprint.get("/strategies/new")
def new_strategy() -> Response:
    authorize(policies.can_start_strategy(member()))
    return _start_page(start_form(member()))


@blueprint.post("/strategies")
def create_strategy() -> Response:
    authorize(policies.can_start_strategy(member()))
    form = start_form(member())
    if not form.validate_on_submit():
        return _start_page(form)
    strategy = actions.start_strategy(member(), form.told, token=form.token.data or None)
    flash(_("Your draft is kept. Go on when you like: you alone see it."), "success")
    return see_other(f"{strategy.url}/edit")


@blueprint.get("/strategies/<id:strategy_id>/edit")
def edit_strategy(strategy_id: int) -> str:
    strategy = reach_to_write(strategy_id)
    draft = draft_at(member(), strategy.subject)
    form = begun_sheet(member(), strategy, draft)
    return render_template("strategies/edit.html", **_shown(form, strategy), draft=draft)


@blueprint.post("/strategies/<id:strategy_id>/edit")
def reshape_sheet(strategy_id: int) -> str:
    """The same form, with more rows or with one of them moved: nothing is saved."""
    strategy = reach_to_write(strategy_id)
    form = sheet_form(member(), strategy)
    form.take_files(member(), strategy.subject)
    form.reshape(request.form.get("reshape", ""))
    return render_template("strategies/edit.html", **_shown(form, strategy), draft=None)


@blueprint.post("/strategies/<id:strategy_id>")
def update_strategy(strategy_id: int) -> Response:
    strategy = reach_to_write(strategy_id)
    form = sheet_form(member(), strategy)
    form.take_files(member(), strategy.subject)
    if not form.validate_on_submit():
        return _again(form, strategy)
    told = with_what_stands(form, strategy)
    try:
        actions.change_strategy(
            member(),
            strategy,
            told,
            version=form.version.data,
            files=form.files.data,
            lang=form.lang.data,
        )
    except ChangedMeanwhile as conflict:
        return both_pages(form, told, conflict.current)
    except Incomplete as refusal:
        for field in refusal.missing:
            refuse(form[field.name], _("A published sheet needs this."))
        return _again(form, strategy)
    return _onward(strategy)


def _start_page(form: StartForm) -> Response:
    return form_page("strategies/new.html", form, start_fields=needed_for("short"))


def _again(form: SheetForm, strategy: Strategy) -> Response:
    return form_page("strategies/edit.html", **_shown(form, strategy), draft=None)


def _shown(form: SheetForm, strategy: Strategy) -> dict[str, Any]:
    opened = request.args.get("part") or form.part_of(request.form.get("reshape", ""))
    return {
        "form": form,
        "strategy": strategy,
        "parts": shown_parts(form, opened),
        "progress": {depth: progress(form.told, depth) for depth in ("standard", "full")},
    }


def _onward(strategy: Strategy) -> Response:
    if request.form.get("then") == "publication":
        return see_other(f"{strategy.url}/publication")
    if strategy.state == "draft":
        flash(_("Your draft is saved."), "success")
        return see_other(f"{strategy.url}/edit")
    flash(_("Your changes are published."), "success")
    return see_other(strategy.url)
