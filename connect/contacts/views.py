"""The pages of requests for contact: asking, one's own, answering."""

from flask import Blueprint, flash, render_template, request
from flask_babel import format_date
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from connect.contacts import actions, policies, queries
from connect.contacts.errors import AskedLately, RequestClosed, RequestOpen, TooManyOpen
from connect.contacts.forms import AnswerForm, RequestForm
from connect.contacts.models import ContactRequest
from connect.extensions import limiter
from connect.members.current import member
from connect.members.models import Member
from connect.members.queries import reach_member
from connect.subjects import Subject, reach_subject
from connect.web.access import authorize, reached
from connect.web.addresses import asked_id
from connect.web.answers import form_page, see_other

REQUESTS = "30 per day"  # each is a mail to somebody who did not ask for one
REQUESTS_TO_ONE = "3 per day"  # else who takes them back could send as many to one member

blueprint = Blueprint("contacts", __name__)


def requests_of_one_member() -> str:
    return f"contact:{member().id}"


def requests_to_one_member() -> str:
    return f"{requests_of_one_member()}:{request.path}"


def is_sent(response: Response) -> bool:
    return response.status_code == 303


@blueprint.get("/members/<id:member_id>/contact-request")
def new_contact_request(member_id: int) -> Response:
    other = _reach_other(member_id)
    if found := queries.request_between(member(), other):
        return see_other(found.url)
    form = RequestForm(data={"about": request.args.get("about", "")[:64]})
    if again_on := queries.left_in_peace_until(member(), other):
        form.form_errors.append(_explained(AskedLately(again_on)))
    return _new_page(form, other, status=200)


@blueprint.post("/members/<id:member_id>/contact-request")
@limiter.limit(REQUESTS, key_func=requests_of_one_member)
@limiter.limit(REQUESTS_TO_ONE, key_func=requests_to_one_member, deduct_when=is_sent)
def create_contact_request(member_id: int) -> Response:
    other, form = _reach_other(member_id), RequestForm()
    if not form.validate_on_submit():
        return _new_page(form, other)
    about = _subject_of(form)
    try:
        asked = actions.ask_for_contact(
            member(),
            other,
            subject=form.subject.data,
            message=form.message.data,
            about=about.name if about else None,
            token=form.token.data or None,
        )
    except RequestOpen as refusal:
        return see_other(refusal.request.url)
    except (AskedLately, TooManyOpen) as refusal:
        form.form_errors.append(_explained(refusal))
        return _new_page(form, other)
    flash(
        _("%(name)s is told. You will find the answer in your inbox.", name=other.name), "success"
    )
    return see_other(asked.url)


@blueprint.get("/contact-requests/")
def list_contact_requests() -> str:
    """Got, or with `box=sent` those one sent."""
    sent = request.args.get("box") == "sent"
    found = queries.requests_of(member(), sent=sent, before=asked_id("before"))
    shown, has_older = found[: queries.PAGE_SIZE], len(found) > queries.PAGE_SIZE
    return render_template("contacts/index.html", requests=shown, sent=sent, has_older=has_older)


@blueprint.get("/contact-requests/<id:contact_id>")
def show_contact_request(contact_id: int) -> Response:
    return _page(_reach(contact_id), AnswerForm())


@blueprint.post("/contact-requests/<id:contact_id>/acceptance")
def create_acceptance(contact_id: int) -> Response:
    asked, form = _reach_answerable(contact_id), AnswerForm()
    if not form.validate_on_submit():
        return _page(asked, form)
    try:
        actions.accept_request(asked, form.answer.data)
        flash(_("You see each other's e-mail address now."), "success")
    except RequestClosed:
        _say_closed()
    return see_other(asked.url)


@blueprint.post("/contact-requests/<id:contact_id>/refusal")
def create_refusal(contact_id: int) -> Response:
    asked, form = _reach_answerable(contact_id), AnswerForm()
    if not form.validate_on_submit():
        return _page(asked, form)
    try:
        actions.decline_request(asked, form.answer.data)
        flash(_("%(name)s is told: not now.", name=asked.asker.name), "success")
    except RequestClosed:
        _say_closed()
    return see_other(asked.url)


@blueprint.post("/contact-requests/<id:contact_id>/withdrawal")
def create_withdrawal(contact_id: int) -> Response:
    asked = _reach(contact_id)
    authorize(policies.can_withdraw_request(member(), asked))
    try:
        actions.withdraw_request(member(), asked)
        flash(_("Your request is withdrawn."), "success")
    except RequestClosed:
        _say_closed()
    return see_other(asked.url)


def _new_page(form: RequestForm, other: Member, status: int = 422) -> Response:
    return form_page(
        "contacts/new.html", form, status=status, member=other, about=_subject_of(form)
    )


def _page(asked: ContactRequest, form: AnswerForm) -> Response:
    return form_page(
        "contacts/show.html",
        form,
        contact=asked,
        other=asked.other(member()),
        about=reach_subject(member(), asked.about) if asked.about else None,
        may_answer=policies.can_answer_request(member(), asked) and asked.is_open,
        may_withdraw=policies.can_withdraw_request(member(), asked) and asked.is_open,
    )


def _subject_of(form: RequestForm) -> Subject | None:
    """What it came from, if the asker may know of it."""
    return reach_subject(member(), form.about.data) if form.about.data else None


def _reach_other(member_id: int) -> Member:
    other = reached(reach_member(member(), member_id))
    authorize(policies.can_ask_for_contact(member(), other))
    return other


def _reach(contact_id: int) -> ContactRequest:
    return reached(queries.reach_request(member(), contact_id))


def _reach_answerable(contact_id: int) -> ContactRequest:
    asked = _reach(contact_id)
    authorize(policies.can_answer_request(member(), asked))
    return asked


def _explained(refusal: AskedLately | TooManyOpen) -> str:
    if isinstance(refusal, TooManyOpen):
        return _(
            "%(count)d of your requests wait for an answer. Withdraw one to ask somebody else.",
            count=queries.MOST_OPEN,
        )
    day = format_date(refusal.again_on, "long")
    return _("Your last request was answered: not now. You can ask again from %(day)s.", day=day)


def _say_closed() -> None:
    flash(_("This request was answered or withdrawn already."), "warning")
