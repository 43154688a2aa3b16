"""One act on many lines of the desk: chosen, carried out, looked at and undone."""

from collections.abc import Sequence

from flask import flash, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from connect.members.current import member
from connect.moderation import policies
from connect.moderation.actions import batching
from connect.moderation.actions.bulk import ACTS
from connect.moderation.forms.batches import BatchForm
from connect.moderation.models import Batch
from connect.moderation.queries import batches as queries
from connect.moderation.queries.desk import ids_of, lines_of
from connect.moderation.streams import told_of
from connect.moderation.views.base import blueprint
from connect.moderation.views.desk import own_themes, scope_in
from connect.web.access import authorize, reached
from connect.web.answers import form_page, see_other

MOST_NAMED = 10


@blueprint.get("/moderation/batches/")
def list_batches() -> str:
    authorize(policies.can_moderate_anything(member()))
    found = queries.own_batches(member())
    return render_template("moderation/batches.html", batches=found, bulk_acts=ACTS)


@blueprint.get("/moderation/batches/new")
def new_batch() -> Response:
    """What was chosen, once more, with what the act asks for."""
    authorize(policies.can_moderate_anything(member()))
    if "section" not in request.args:
        return see_other("/moderation/")
    return _form_page(_sent(BatchForm(request.args)), status=200)


@blueprint.post("/moderation/batches/")
def create_batch() -> Response:
    form = _sent(BatchForm())
    if not form.validate_on_submit():
        return _form_page(form)
    targets = _targets(form)
    if not targets:
        return _nothing_chosen(form)
    batch = batching.start_batch(
        member(),
        form.of_section.name,
        str(form.act.data),
        targets,
        reason=form.reason.data or "",
        details=form.details,
        token=form.token.data or None,
    )
    return see_other(batch.url)


@blueprint.get("/moderation/batches/<id:batch_id>")
def show_batch(batch_id: int) -> str:
    batch = _reach(batch_id)
    return render_template("moderation/batch.html", **told_of(batch))


@blueprint.post("/moderation/batches/<id:batch_id>/undoing")
def undo_batch(batch_id: int) -> Response:
    batch = _reach(batch_id)
    if batch.finished_at is None or batch.undoes_id:
        flash(_("Wait until all of it is done: then it can be undone."), "warning")
        return see_other(batch.url)
    return see_other(batching.undo_batch(member(), batch).url)


def _reach(batch_id: int) -> Batch:
    return reached(queries.reach_batch(member(), batch_id))


def _sent(form: BatchForm) -> BatchForm:
    """With the boxes that were ticked; 404 for an act that its section does not know."""
    authorize(policies.can_moderate_anything(member()))
    reached(form.of_act)
    form.targets.data = ",".join(request.values.getlist("targets"))
    return form


def _targets(form: BatchForm) -> Sequence[int]:
    if not form.whole.data:
        return form.chosen
    return ids_of(form.of_section, scope_in(own_themes(), form.of_section))


def _form_page(form: BatchForm, status: int = 422) -> Response:
    targets = _targets(form)
    if not targets:
        return _nothing_chosen(form)
    section = form.of_section
    lines = lines_of(section, scope_in(own_themes(), section), targets[:MOST_NAMED])
    told = {"act": form.of_act, "section": section, "count": len(targets)}
    page = "moderation/new_batch.html"
    return form_page(page, form, status=status, lines=list(lines.values()), **told)


def _nothing_chosen(form: BatchForm) -> Response:
    flash(_("Choose at least one line first."), "warning")
    return see_other(f"/moderation/{form.of_section.name}")
