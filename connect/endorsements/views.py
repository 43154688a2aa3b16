"""The pages of endorsing: the form, withdrawing, and all that was ever said."""

import uuid
from typing import Any

from flask import Blueprint, flash, render_template
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from connect.endorsements import actions, policies, queries
from connect.endorsements.endorsing import Endorsed, reach_endorsed
from connect.endorsements.errors import EndorsedMeanwhile
from connect.endorsements.forms import EndorsementForm, WithdrawalForm
from connect.endorsements.models import Endorsement
from connect.members.current import member, reader
from connect.web.access import authorize, public, reached
from connect.web.addresses import asked_id
from connect.web.answers import form_page, see_other
from connect.web.languages import current_locale

blueprint = Blueprint("endorsements", __name__)


@blueprint.get("/endorsements/<subject>")
def show_endorsement(subject: str) -> Response | str:
    """Of the reader's own municipality; who speaks for none is told why there is no form."""
    endorsed = reached(reach_endorsed(member(), subject))
    if not policies.can_endorse(member()):
        return render_template("endorsements/cannot.html", endorsed=endorsed)
    return _page(endorsed)


@blueprint.post("/endorsements/<subject>")
def update_endorsement(subject: str) -> Response:
    endorsed = reached(reach_endorsed(member(), subject))
    authorize(policies.can_endorse(member()) and endorsed.is_ready_for(member()))
    form = EndorsementForm(_place())
    if not form.validate_on_submit():
        return _page(endorsed, form)
    try:
        actions.endorse(member(), endorsed.name, **form.told)
    except EndorsedMeanwhile:
        return _both(endorsed, form)
    flash(_("Thank you: what %(place)s says of it stands here now.", place=_place()), "success")
    return see_other(endorsed.kind.next_url(endorsed.number, form.level.data))


@blueprint.post("/endorsements/<subject>/withdrawal")
def withdraw_endorsement(subject: str) -> Response:
    """Also of what is not ready any more: a municipality can always take its word back."""
    endorsed = reached(reach_endorsed(member(), subject))
    authorize(policies.can_endorse(member()))
    form = WithdrawalForm()
    if not form.validate_on_submit():
        return _page(endorsed, withdrawal=form)
    try:
        actions.withdraw_endorsement(member(), endorsed.name, **form.told)
    except EndorsedMeanwhile:
        form.form_errors.append(_("A colleague changed it in the meantime: read it first."))
        return _page(endorsed, withdrawal=form, status=409)
    flash(_("The endorsement of %(place)s is withdrawn.", place=_place()), "success")
    return see_other(endorsed.url)


@blueprint.get("/endorsements/<subject>/history")
@public
def show_history(subject: str) -> str:
    """For whoever reads what was endorsed."""
    endorsed = reached(reach_endorsed(reader(), subject))
    rows, has_older = queries.history(endorsed.name, before=asked_id("before"))
    return render_template(
        "endorsements/history.html", endorsed=endorsed, rows=rows, has_older=has_older
    )


def _page(
    endorsed: Endorsed,
    form: EndorsementForm | None = None,
    withdrawal: WithdrawalForm | None = None,
    *,
    status: int = 422,
) -> Response:
    """Both forms, one of them as it was sent, or both as they begin."""
    said, _has_older = queries.history(endorsed.name, str(member().municipality))
    standing = next((endorsement for endorsement in said if endorsement.is_current), None)
    begun = form or EndorsementForm(_place(), formdata=None, data=_as_it_stands(standing))
    current = {"current": standing.id if standing else ""}
    if withdrawal and status == 409:
        withdrawal.current.data = current["current"]
    return form_page(
        "endorsements/form.html",
        withdrawal or begun,
        status=status,
        endorsement=begun,
        withdrawal=withdrawal or WithdrawalForm(formdata=None, data=current),
        endorsed=endorsed,
        standing=standing,
        said=said,
        is_ready=endorsed.is_ready_for(member()),
    )


def _both(endorsed: Endorsed, form: EndorsementForm) -> Response:
    """What stands now beside what was sent, which can be sent in its place."""
    latest = queries.latest_endorsement(endorsed.name, str(member().municipality))
    form.replaces.data = latest.id if latest and latest.is_current else ""
    form.token.data = str(uuid.uuid4())
    return form_page(
        "endorsements/conflict.html",
        form,
        status=409,
        endorsement=form,
        endorsed=endorsed,
        latest=latest,
    )


def _as_it_stands(standing: Endorsement | None) -> dict[str, Any]:
    """What the form begins with: the function as the member's profile has it."""
    function = member().function
    if standing is None:
        return {"mandate": function}
    is_own = standing.member_id == member().id
    return {
        "replaces": standing.id,
        "level": standing.level,
        "note": standing.note,
        "mandate": standing.mandate if is_own else function,
    }


def _place() -> str:
    return member().place_name(current_locale())
