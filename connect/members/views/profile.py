"""One's own profile."""

from typing import Any

from flask import flash, render_template, session
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from connect import rich_text
from connect.members import actions, current, queries
from connect.members.forms import ProfileForm
from connect.members.models import Member
from connect.members.portraits import PortraitForm
from connect.members.views.base import blueprint
from connect.places.queries import organisation_choices
from connect.themes.queries import visible_themes
from connect.web.answers import form_page, see_other
from connect.web.languages import current_locale

AS_TYPED = (
    *("name", "function", "municipality", "languages", "locale", "shows_presence"),
    *("availability", "availability_note", "phone", "contact"),
)
SHOWN_TO = (
    *("presentation_for", "expertise_for", "themes_for"),
    *("languages_for", "availability_for", "contact_for"),
)
"""Columns whose fields have their names."""


@blueprint.get("/profile")
def edit_profile() -> ResponseReturnValue:
    member = current.member()
    form = _profile_form(
        member,
        organisation=member.organisation_id,
        themes=queries.followed_theme_ids(member),
        **words_of(member),
        **{name: getattr(member, name) for name in AS_TYPED},
    )
    return render_template("members/edit.html", form=form)


@blueprint.post("/profile")
def update_profile() -> ResponseReturnValue:
    member = current.member()
    form = _profile_form(member)
    is_complete = form.validate_on_submit()
    keep_picture(member, form)
    if not is_complete:
        return form_page("members/edit.html", form)
    actions.update_profile(
        member,
        presentation=form.presentation.data,
        topics={"offers": form.offers.data, "seeks": form.seeks.data},
        followed_theme_ids=form.themes.data,
        organisation_id=form.organisation.data,
        **{name: form[name].data for name in (*AS_TYPED, *SHOWN_TO)},
    )
    session.pop("lang", None)  # what was chosen on some page earlier no longer counts
    flash(_("Your profile is saved."), "success")
    return see_other(member.profile_url)


def words_of(member: Member) -> dict[str, Any]:
    """As the fields of `WordsForm` show them."""
    return {
        "presentation": rich_text.as_editable(member.presentation),
        "offers": queries.own_topics(member, "offers"),
        "seeks": queries.own_topics(member, "seeks"),
    }


def keep_picture(member: Member, form: PortraitForm) -> None:
    """Also when something else on the form is wrong: a browser does not send a file again, and
    nobody should have to choose it twice."""
    if form.webp or (form.removes_picture.data and not form.errors):
        actions.change_avatar(member, form.webp)


def _profile_form(member: Member, **values: Any) -> ProfileForm:
    """An audience that was not sent is the one there was: nothing is shown to more by omission."""
    locale = current_locale()
    form = ProfileForm(data=values | {name: getattr(member, name) for name in SHOWN_TO})
    form.offer_organisations(organisation_choices(locale))
    form.offer_themes(visible_themes(member), locale)
    return form
