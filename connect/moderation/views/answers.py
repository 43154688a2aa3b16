"""The answers to start from: moderators read them, organisers keep them."""

from flask import flash, render_template
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from connect.members.current import member
from connect.moderation import policies
from connect.moderation.actions.answers import add_answer, change_answer, remove_answer
from connect.moderation.forms.answers import CannedAnswerForm
from connect.moderation.models import CannedAnswer
from connect.moderation.queries.answers import canned_answers, reach_answer
from connect.moderation.views.base import blueprint
from connect.web.access import authorize, reached
from connect.web.answers import form_page, see_other

LIST = "/moderation/answers/"


@blueprint.get("/moderation/answers/")
def list_answers() -> str:
    authorize(policies.can_moderate_anything(member()))
    return render_template(
        "moderation/answers.html",
        answers=canned_answers(),
        may_edit=policies.can_edit_answers(member()),
    )


@blueprint.route("/moderation/answers/new", methods=["GET", "POST"])
def create_answer() -> Response:
    authorize(policies.can_edit_answers(member()))
    form = CannedAnswerForm()
    if not form.validate_on_submit():
        return form_page("moderation/answer.html", form, answer=None)
    add_answer(member(), **form.told)
    flash(_("The answer is kept."), "success")
    return see_other(LIST)


@blueprint.route("/moderation/answers/<id:answer_id>", methods=["GET", "POST"])
def update_answer(answer_id: int) -> Response:
    answer = _reach(answer_id)
    form = CannedAnswerForm(obj=answer)
    if not form.validate_on_submit():
        return form_page("moderation/answer.html", form, answer=answer)
    change_answer(member(), answer, **form.told)
    flash(_("The answer is kept."), "success")
    return see_other(LIST)


@blueprint.post("/moderation/answers/<id:answer_id>/removal")
def delete_answer(answer_id: int) -> Response:
    remove_answer(member(), _reach(answer_id))
    flash(_("The answer is removed."), "success")
    return see_other(LIST)


def _reach(answer_id: int) -> CannedAnswer:
    authorize(policies.can_edit_answers(member()))
    return reached(reach_answer(answer_id))
