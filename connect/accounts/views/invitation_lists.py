"""For organisers: inviting many from a spreadsheet, with a look before anything is sent."""

from collections import Counter

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue

from connect.accounts import actions, checking, queries
from connect.accounts.forms.invitees import InvitationListForm
from connect.accounts.invitees import example
from connect.accounts.models import InvitationList
from connect.accounts.views.base import blueprint
from connect.members import current, policies
from connect.web.access import authorize, reached
from connect.web.answers import form_page, see_other
from connect.web.languages import current_locale

LARGEST_UPLOAD = 4 * 1024 * 1024
"""More than the largest file, so that a larger one is a field's error and the rest is kept."""
TURNS = 4


@blueprint.url_value_preprocessor
def allow_a_spreadsheet(endpoint: str | None, _values: object) -> None:
    """Here and not in the view: CSRF protection reads the form before it."""
    if endpoint == "accounts.create_invitation_list":
        request.max_content_length = request.max_form_memory_size = LARGEST_UPLOAD


@blueprint.get("/invitations/lists/")
def list_invitation_lists() -> ResponseReturnValue:
    authorize(policies.can_administer_members(current.member()))
    return _lists_page(InvitationListForm(locale=current_locale()))


@blueprint.post("/invitations/lists/")
def create_invitation_list() -> ResponseReturnValue:
    authorize(policies.can_administer_members(current.member()))
    form = InvitationListForm()
    if not form.validate_on_submit():
        return _lists_page(form)
    listed = actions.keep_list(
        current.member(),
        form.file_name,
        form.lines,
        locale=form.locale.data,
        days=form.days.data,
        message=form.message.data,
    )
    return see_other(listed.url)


@blueprint.get("/invitations/lists/<id:list_id>")
def show_invitation_list(list_id: int) -> ResponseReturnValue:
    listed = _reach(list_id)
    lines = checking.check(listed)
    return render_template(
        "accounts/invitation_list.html",
        listed=listed,
        lines=lines,
        counts=Counter(line.outlook for line in lines),
        goes_on="going" in request.args,
    )


@blueprint.post("/invitations/lists/<id:list_id>/sending")
def send_invitation_list(list_id: int) -> ResponseReturnValue:
    """A hundred lines, in short transactions: others write between them."""
    listed = _reach(list_id)
    for _turn in range(TURNS):
        actions.send_next(current.member(), listed)
    return see_other(f"{listed.url}?going")


@blueprint.get("/invitations/lists/example.csv")
def download_example() -> ResponseReturnValue:
    authorize(policies.can_administer_members(current.member()))
    response = Response(example(current_locale()), mimetype="text/csv")
    response.headers["Content-Disposition"] = "attachment; filename=befus-connect.csv"
    return response


def _reach(list_id: int) -> InvitationList:
    authorize(policies.can_administer_members(current.member()))
    return reached(queries.reach_invitation_list(list_id))


def _lists_page(form: InvitationListForm) -> ResponseReturnValue:
    return form_page("accounts/invitation_lists.html", form, lists=queries.invitation_lists())
