"""Those who write a sheet together: added, taken out, leaving."""

from flask import flash
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from connect.database import db
from connect.members.current import member
from connect.members.models import Member
from connect.strategies import actions, policies
from connect.strategies.forms.writers import WriterForm
from connect.strategies.models import Strategy
from connect.strategies.views.base import blueprint, reach_to_write
from connect.web.access import authorize
from connect.web.answers import form_page, see_other


@blueprint.get("/strategies/<id:strategy_id>/writers")
def show_writers(strategy_id: int) -> Response:
    strategy = reach_to_write(strategy_id)
    return _page(strategy, WriterForm(strategy))


@blueprint.post("/strategies/<id:strategy_id>/writers")
def create_writer(strategy_id: int) -> Response:
    strategy = reach_to_write(strategy_id)
    authorize(policies.can_choose_writers(member(), strategy))
    form = WriterForm(strategy)
    if not form.validate_on_submit():
        return _page(strategy, form)
    added = db.session.get_one(Member, form.member.data)
    actions.add_writer(member(), strategy, added)
    flash(_("%(name)s can write the sheet with you now.", name=added.name), "success")
    return see_other(f"{strategy.url}/writers")


@blueprint.post("/strategies/<id:strategy_id>/writers/<id:member_id>/removal")
def remove_writer(strategy_id: int, member_id: int) -> Response:
    """By the author, or by the co-author who leaves. Of who does not write it, nothing."""
    strategy = reach_to_write(strategy_id)
    leaves = member_id == member().id
    authorize(leaves or policies.can_choose_writers(member(), strategy))
    actions.remove_writer(member(), strategy, member_id)
    if leaves and member_id != strategy.author_id:
        flash(_("You do not write this sheet any more."), "success")
        return see_other("/strategies/mine")
    return see_other(f"{strategy.url}/writers")


def _page(strategy: Strategy, form: WriterForm) -> Response:
    return form_page(
        "strategies/writers.html",
        form,
        strategy=strategy,
        may_choose=policies.can_choose_writers(member(), strategy),
    )
