"""Members to each other: the list, a member's page, one's own profile."""

from flask import Blueprint, flash, render_template, request, send_from_directory, session
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from connect import rich_text
from connect.language import detect
from connect.members import actions, avatars, current, policies, queries
from connect.members.forms import ProfileForm
from connect.places.queries import organisation_choices
from connect.themes import queries as themes
from connect.web.access import public, reached
from connect.web.addresses import asked_id
from connect.web.answers import form_page, see_other
from connect.web.forms import options
from connect.web.languages import current_locale

blueprint = Blueprint("members", __name__)

LARGEST_PROFILE = 12 * 1024 * 1024
"""More than the largest picture, so that a larger one is a field's error and the rest is kept."""


@blueprint.url_value_preprocessor
def allow_a_picture(endpoint: str | None, _values: object) -> None:
    """Here and not in the view: CSRF protection reads the form before it."""
    if endpoint == "members.update_profile":
        request.max_content_length = LARGEST_PROFILE


@blueprint.get("/members/")
def list_members() -> ResponseReturnValue:
    words = request.args.get("q", "")[:80]
    page = queries.find_members(words, asked_id("after"))
    return render_template("members/index.html", page=page, words=words)


@blueprint.get("/members/<id:member_id>")
def show_member(member_id: int) -> ResponseReturnValue:
    member = reached(queries.reach_member(current.member(), member_id))
    return render_template(
        "members/show.html",
        member=member,
        themes=queries.followed_themes(member, current.member()),
        may_deactivate=policies.can_deactivate_member(current.member(), member),
    )


@blueprint.get("/members/suggestions")
def list_suggestions() -> ResponseReturnValue:
    """Whom a text may mention; with `theme`, only who can read it."""
    slug = request.args.get("theme")
    theme = reached(themes.reach_theme(current.member(), slug)) if slug else None
    locale = current_locale()
    members = queries.suggest_members(request.args.get("q", "")[:80], theme)
    return {
        "members": [
            {"id": m.id, "name": m.name, "role": f"{m.function} · {m.place_name(locale)}"}
            for m in members
        ]
    }


@blueprint.get("/profile")
def edit_profile() -> ResponseReturnValue:
    member = current.member()
    form = _profile_form(
        name=member.name,
        function=member.function,
        municipality=member.municipality,
        organisation=member.organisation_id,
        languages=member.languages,
        locale=member.locale,
        themes=queries.followed_theme_ids(member),
        presentation=rich_text.as_editable(member.presentation),
        shows_presence=member.shows_presence,
    )
    return render_template("members/edit.html", form=form)


@blueprint.post("/profile")
def update_profile() -> ResponseReturnValue:
    form, member = _profile_form(), current.member()
    if not form.validate_on_submit():
        return form_page("members/edit.html", form)
    actions.update_profile(
        member,
        name=form.name.data,
        presentation=form.presentation.data,
        presentation_lang=detect(form.presentation.data, form.locale.data),
        followed_theme_ids=form.themes.data,
        function=form.function.data,
        municipality=form.municipality.data,
        organisation_id=form.organisation.data,
        languages=form.languages.data,
        locale=form.locale.data,
        shows_presence=form.shows_presence.data,
    )
    if form.webp or form.removes_picture.data:
        actions.change_avatar(member, form.webp)
    session.pop("lang", None)  # what was chosen on some page earlier no longer counts
    flash(_("Your profile is saved."), "success")
    return see_other(member.profile_url)


@blueprint.get("/avatars/<name>")
@public
def show_avatar(name: str) -> ResponseReturnValue:
    """For everybody: the name is a secret that only pages which show the member give away."""
    response = send_from_directory(avatars.folder(), name, mimetype="image/webp")
    response.headers["Content-Security-Policy"] = "default-src 'none'"
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


def _profile_form(**values: object) -> ProfileForm:
    form, locale = ProfileForm(data=values), current_locale()
    form.offer_organisations(organisation_choices(locale))
    visible = themes.visible_themes(current.member())
    form.themes.choices = options((theme.id, theme.name(locale)) for theme in visible)
    return form
