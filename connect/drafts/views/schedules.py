"""When a draft shall be published by itself."""

from flask import flash
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from connect.drafts import actions, queries
from connect.drafts.forms import ScheduleForm
from connect.drafts.models import Draft
from connect.drafts.pages import draft_line
from connect.drafts.publishing import publication_at
from connect.drafts.views.base import blueprint, writable
from connect.members.current import member
from connect.subjects import Subject
from connect.web.access import reached
from connect.web.answers import form_page, see_other
from connect.web.helpers import BRUSSELS, moment_words


@blueprint.get("/drafts/<place>/schedule")
def show_schedule(place: str) -> Response:
    subject, draft = _reached(place)
    asked = draft.post_at and draft.post_at.astimezone(BRUSSELS)
    return _page(ScheduleForm(post_at=asked), subject, draft)


@blueprint.post("/drafts/<place>/schedule")
def update_schedule(place: str) -> Response:
    """Only what could be published now is promised for later."""
    subject, draft = _reached(place)
    form = ScheduleForm()
    form.validate_on_submit()
    publication, number = publication_at(place)
    form.form_errors.extend(publication.problems(member(), number, draft.fields))
    if form.errors:
        return _page(form, subject, draft)
    actions.schedule_draft(member(), place, form.moment)
    flash(_("It will be published on %(moment)s.", moment=moment_words(form.moment)), "success")
    return see_other("/drafts/")


@blueprint.post("/drafts/<place>/schedule/removal")
def remove_schedule(place: str) -> Response:
    reached(queries.draft_at(member(), place))
    actions.unschedule_draft(member(), place)
    flash(_("It stays a draft until you publish it."), "success")
    return see_other("/drafts/")


def _reached(place: str) -> tuple[Subject, Draft]:
    subject = writable(place)
    return subject, reached(queries.draft_at(member(), place))


def _page(form: ScheduleForm, subject: Subject, draft: Draft) -> Response:
    line = draft_line(member(), draft, subject)
    return form_page("drafts/schedule.html", form, line=line)
