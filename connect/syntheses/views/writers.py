"""The members who write a synthesis beside the moderators: named, and removed."""

from flask import flash
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from connect.database import db
from connect.discussions.models import Thread
from connect.members.current import member
from connect.members.models import Member
from connect.moderation.errors import DecidedMeanwhile
from connect.moderation.forms.base import DecisionForm
from connect.moderation.views.base import knowing, refused
from connect.syntheses import actions, queries
from connect.syntheses.forms.writers import WriterForm
from connect.syntheses.views.base import blueprint, reach_to_choose_writers
from connect.web.access import reached
from connect.web.answers import form_page, see_other


@blueprint.get("/threads/<id:thread_id>/synthesis/writers")
def show_writers(thread_id: int) -> Response:
    thread = reach_to_choose_writers(thread_id)
    return _page(thread, WriterForm(thread))


@blueprint.post("/threads/<id:thread_id>/synthesis/writers")
def create_writer(thread_id: int) -> Response:
    thread = reach_to_choose_writers(thread_id)
    form = WriterForm(thread)
    if not form.validate_on_submit():
        return _page(thread, form)
    named = db.session.get_one(Member, form.member.data)
    try:
        actions.name_writer(member(), thread, named, **form.told)
    except DecidedMeanwhile as refusal:
        page = "syntheses/writers.html"
        return refused(refusal, form, page, thread=thread, writers=queries.writers_of(thread))
    flash(_("%(name)s can write the synthesis now.", name=named.name), "success")
    return see_other(f"{thread.address}/synthesis/writers")


@blueprint.route(
    "/threads/<id:thread_id>/synthesis/writers/<id:member_id>/removal", methods=["GET", "POST"]
)
def remove_writer(thread_id: int, member_id: int) -> Response:
    """Of who does not write it, 404."""
    thread = reach_to_choose_writers(thread_id)
    writer = reached(db.session.get(Member, member_id))
    reached(writer.id in thread.synthesis_writers or None)
    form, page = DecisionForm(), "syntheses/remove_writer.html"
    if not form.validate_on_submit():
        knowing(form, thread)
        return form_page(page, form, thread=thread, writer=writer)
    try:
        actions.remove_writer(member(), thread, writer, **form.told)
    except DecidedMeanwhile as refusal:
        return refused(refusal, form, page, thread=thread, writer=writer)
    flash(_("%(name)s does not write the synthesis any more.", name=writer.name), "success")
    return see_other(f"{thread.address}/synthesis/writers")


def _page(thread: Thread, form: WriterForm) -> Response:
    knowing(form, thread)
    writers = queries.writers_of(thread)
    return form_page("syntheses/writers.html", form, thread=thread, writers=writers)
