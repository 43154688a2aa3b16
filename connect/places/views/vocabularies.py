"""For organisers: the words that sheets choose from."""

from flask import abort, flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from connect.places import actions, policies, queries
from connect.places.errors import TermKnown
from connect.places.forms import TermForm
from connect.places.models import Term
from connect.places.views.base import blueprint
from connect.places.vocabularies import VOCABULARIES, terms, terms_by_vocabulary
from connect.web.access import authorize, reached
from connect.web.addresses import number_in
from connect.web.answers import form_page, see_other
from connect.web.languages import current_locale


@blueprint.get("/vocabularies/")
def list_vocabularies() -> ResponseReturnValue:
    authorize(policies.can_edit_vocabularies(current_user))
    return render_template(
        "places/vocabularies.html", vocabularies=VOCABULARIES, terms=terms_by_vocabulary()
    )


@blueprint.get("/vocabularies/<vocabulary>")
def show_vocabulary(vocabulary: str) -> ResponseReturnValue:
    authorize(policies.can_edit_vocabularies(current_user))
    return _vocabulary_page(vocabulary, TermForm())


@blueprint.post("/vocabularies/<vocabulary>")
def create_term(vocabulary: str) -> ResponseReturnValue:
    authorize(policies.can_edit_vocabularies(current_user))
    reached(VOCABULARIES.get(vocabulary))
    form = TermForm()
    if not form.validate_on_submit():
        return _vocabulary_page(vocabulary, form)
    try:
        term = actions.add_term(current_user, vocabulary, form.names)
    except TermKnown as known:
        form.refuse(known)
        return _vocabulary_page(vocabulary, form)
    flash(_("“%(name)s” can be chosen now.", name=_said(term)), "success")
    return _back_to(term)


@blueprint.get("/vocabularies/terms/<id:term_id>")
def edit_term(term_id: int) -> ResponseReturnValue:
    term = _reach(term_id)
    return _term_page(term, TermForm(obj=term))


@blueprint.post("/vocabularies/terms/<id:term_id>")
def update_term(term_id: int) -> ResponseReturnValue:
    term = _reach(term_id)
    form = TermForm()
    if not form.validate_on_submit():
        return _term_page(term, form)
    try:
        actions.rename_term(current_user, term, form.names)
    except TermKnown as known:
        form.refuse(known)
        return _term_page(term, form)
    flash(_("It is called “%(name)s” now, on every sheet.", name=_said(term)), "success")
    return _back_to(term)


@blueprint.post("/vocabularies/terms/<id:term_id>/position")
def update_position(term_id: int) -> ResponseReturnValue:
    term = _reach(term_id)
    place = number_in(request.form.get("place"))
    if place is None:
        abort(400)
    actions.move_term(current_user, term, place)
    flash(
        _("“%(name)s” is number %(place)d now.", name=_said(term), place=term.position), "success"
    )
    return _back_to(term)


@blueprint.post("/vocabularies/terms/<id:term_id>/retirement")
def retire_term(term_id: int) -> ResponseReturnValue:
    term = _reach(term_id)
    actions.retire_term(current_user, term)
    flash(_("“%(name)s” is no longer offered.", name=_said(term)), "success")
    return _back_to(term)


@blueprint.post("/vocabularies/terms/<id:term_id>/restoration")
def restore_term(term_id: int) -> ResponseReturnValue:
    term = _reach(term_id)
    actions.restore_term(current_user, term)
    flash(_("“%(name)s” can be chosen again.", name=_said(term)), "success")
    return _back_to(term)


def _reach(term_id: int) -> Term:
    authorize(policies.can_edit_vocabularies(current_user))
    return reached(queries.reach_term(term_id))


def _said(term: Term) -> str:
    return term.name(current_locale())


def _back_to(term: Term) -> ResponseReturnValue:
    return see_other(f"/vocabularies/{term.vocabulary}")


def _vocabulary_page(vocabulary: str, form: TermForm) -> ResponseReturnValue:
    name = reached(VOCABULARIES.get(vocabulary))
    found = terms(vocabulary, retired=True)
    return form_page(
        "places/vocabulary.html",
        form,
        vocabulary=vocabulary,
        name=name,
        offered=[term for term in found if term.retired_at is None],
        retired=[term for term in found if term.retired_at is not None],
    )


def _term_page(term: Term, form: TermForm) -> ResponseReturnValue:
    name = VOCABULARIES[term.vocabulary]
    return form_page("places/term.html", form, term=term, vocabulary_name=name)
