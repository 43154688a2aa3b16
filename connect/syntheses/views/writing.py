"""The page on which a synthesis is written; saying of a line that it is still right."""

from typing import Any

from flask import flash, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from connect.discussions.models import Thread
from connect.drafts.queries import draft_at
from connect.members.current import member
from connect.syntheses import actions, policies, queries
from connect.syntheses.errors import ChangedMeanwhile
from connect.syntheses.forms.citing import ConfirmationForm
from connect.syntheses.forms.synthesis import SynthesisForm, begun_synthesis
from connect.syntheses.models import subject_of
from connect.syntheses.views.base import blueprint, reach_to_write
from connect.web.answers import form_page, see_other


@blueprint.get("/threads/<id:thread_id>/synthesis/edit")
def edit_synthesis(thread_id: int) -> str:
    thread = reach_to_write(thread_id)
    draft = draft_at(member(), subject_of(thread.id))
    form = begun_synthesis(thread, draft)
    return render_template("syntheses/edit.html", form=form, draft=draft, **_beside(thread))


@blueprint.post("/threads/<id:thread_id>/synthesis/edit")
def reshape_synthesis(thread_id: int) -> str:
    """The same form, with more rows or with one of them moved: nothing is saved."""
    thread = reach_to_write(thread_id)
    form = SynthesisForm(thread)
    form.reshape(request.form.get("reshape", ""))
    return render_template("syntheses/edit.html", form=form, draft=None, **_beside(thread))


@blueprint.post("/threads/<id:thread_id>/synthesis")
def update_synthesis(thread_id: int) -> Response:
    thread = reach_to_write(thread_id)
    form = SynthesisForm(thread)
    if not form.validate_on_submit():
        return form_page("syntheses/edit.html", form, draft=None, **_beside(thread))
    try:
        actions.save_synthesis(member(), thread, form.lines, version=form.version.data)
    except ChangedMeanwhile:
        return _both(thread, form)
    flash(_("The synthesis is saved."), "success")
    return see_other(f"{thread.address}/synthesis")


@blueprint.post("/threads/<id:thread_id>/synthesis/lines/<id:line>/confirmation")
def confirm_line(thread_id: int, line: int) -> Response:
    thread, form = reach_to_write(thread_id), ConfirmationForm()
    seen = {"version": form.version.data, "state": form.state.data}
    try:
        if form.validate_on_submit():
            actions.confirm_line(member(), thread, line, **seen)
            flash(_("The line is marked as still right."), "success")
    except ChangedMeanwhile:
        flash(_("It changed once more in the meantime: look at it again."), "warning")
    return see_other(f"{thread.address}/synthesis")


def _both(thread: Thread, form: SynthesisForm) -> Response:
    """What stands now beside what was typed, which can be saved in its place."""
    form.version.raw_data = None
    form.version.data = thread.synthesis_version
    return form_page("syntheses/conflict.html", form, status=409, draft=None, **_beside(thread))


def _beside(thread: Thread) -> dict[str, Any]:
    return {
        "thread": thread,
        "synthesis": queries.synthesis_of(thread),
        "may_choose": policies.can_choose_writers(member(), thread),
    }
