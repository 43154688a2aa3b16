"""Notes of moderators: written and removed on the pages of what they are about."""

from flask import render_template
from werkzeug.wrappers import Response

from connect.members.current import member
from connect.members.queries import reach_member
from connect.moderation import policies
from connect.moderation.actions.noting import add_note, remove_note
from connect.moderation.forms.notes import NoteForm
from connect.moderation.queries.notes import notes_on, reach_note, reach_noted
from connect.moderation.views.base import blueprint
from connect.web.access import authorize, reached
from connect.web.answers import form_page, see_other


@blueprint.get("/members/<id:member_id>/notes")
def list_member_notes(member_id: int) -> str:
    """Of the moderators of all themes and the organisers."""
    authorize(policies.can_moderate_anything(member()))
    noted = reached(reach_member(member(), member_id))
    return render_template(
        "moderation/member_notes.html",
        noted=noted,
        notes=notes_on(noted.stream),
        note_form=NoteForm(),
    )


@blueprint.post("/notes/<subject>")
def create_note(subject: str) -> Response:
    place, form = reached(reach_noted(member(), subject)), NoteForm()
    if not form.validate_on_submit():
        return form_page("moderation/note.html", form, subject=subject, place=place)
    add_note(member(), subject, form.text.data, form.token.data or None)
    return see_other(f"{place}#notes")


@blueprint.post("/notes/<id:note_id>/removal")
def delete_note(note_id: int) -> Response:
    note = reached(reach_note(member(), note_id))
    authorize(policies.can_remove_note(member(), note))
    place = reached(reach_noted(member(), note.subject))
    remove_note(member(), note)
    return see_other(f"{place}#notes")
