"""For organisers: the domains whose people join at once."""

from flask import flash, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from connect.accounts import actions, queries
from connect.accounts.errors import DomainKnown
from connect.accounts.forms.domains import DomainForm
from connect.accounts.views.base import blueprint
from connect.members import current, policies
from connect.places.queries import organisation_choices
from connect.web.access import authorize, reached
from connect.web.answers import form_page, see_other
from connect.web.languages import current_locale


@blueprint.get("/domains/")
def list_domains() -> ResponseReturnValue:
    authorize(policies.can_administer_members(current.member()))
    return _domains_page(_domain_form())


@blueprint.post("/domains/")
def create_domain() -> ResponseReturnValue:
    authorize(policies.can_administer_members(current.member()))
    form = _domain_form()
    if not form.validate_on_submit():
        return _domains_page(form)
    try:
        actions.add_domain(
            current.member(),
            form.domain.data,
            municipality=form.municipality.data,
            organisation_id=form.organisation.data,
        )
    except DomainKnown:
        form.domain.errors = [_("This domain is on the list already.")]
        return _domains_page(form)
    flash(_("Whoever asks to join with this domain is let in at once."), "success")
    return see_other(url_for(".list_domains"))


@blueprint.post("/domains/<id:domain_id>/removal")
def remove_domain(domain_id: int) -> ResponseReturnValue:
    authorize(policies.can_administer_members(current.member()))
    known = reached(queries.reach_known_domain(domain_id))
    actions.remove_domain(current.member(), known)
    flash(_("%(domain)s is no longer on the list.", domain=known.readable), "success")
    return see_other(url_for(".list_domains"))


def _domain_form() -> DomainForm:
    form = DomainForm()
    form.offer_organisations(organisation_choices(current_locale()))
    return form


def _domains_page(form: DomainForm) -> ResponseReturnValue:
    return form_page("accounts/domains.html", form, domains=queries.known_domains())
