"""The welcome: three short steps for new members, each to be passed over."""

from collections.abc import Callable
from typing import Any

from flask import abort, redirect, request
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from connect.members import actions, current, queries
from connect.members.forms import FollowedThemesForm, WhoYouAreForm, WordsForm
from connect.members.models import Member
from connect.members.portraits import PortraitForm
from connect.members.views.base import blueprint
from connect.members.views.profile import keep_picture, words_of
from connect.themes.queries import visible_themes
from connect.web.answers import form_page, see_other
from connect.web.languages import current_locale


@blueprint.get("/welcome")
def welcome() -> ResponseReturnValue:
    """Where it goes on; who has been through has a profile to edit instead."""
    member = current.member()
    if member.onboarded_at:
        return redirect("/profile")
    return redirect(f"/welcome/{member.welcome_step}")


@blueprint.get("/welcome/<id:step>")
def show_welcome_step(step: int) -> ResponseReturnValue:
    member = current.member()
    if member.onboarded_at:
        return redirect("/profile")
    return _page(step, _form_of(step, member))


@blueprint.post("/welcome/<id:step>")
def create_welcome_step(step: int) -> ResponseReturnValue:
    """With `skips`, nothing of what was typed counts."""
    member = current.member()
    form = _form_of(step, member)
    said: dict[str, Any] = {}
    if "skips" not in request.form:
        is_complete = form.validate_on_submit()
        if isinstance(form, PortraitForm):
            keep_picture(member, form)
        if not is_complete:
            return _page(step, form)
        said = _said(form)
    actions.take_welcome_step(member, step, **said)
    return see_other("/" if member.onboarded_at else f"/welcome/{step + 1}")


@blueprint.post("/welcome/end")
def end_welcome() -> ResponseReturnValue:
    actions.end_welcome(current.member())
    return see_other("/")


def _page(step: int, form: FlaskForm) -> ResponseReturnValue:
    return form_page(f"members/welcome_{step}.html", form, step=step, steps=actions.WELCOME_STEPS)


def _form_of(step: int, member: Member) -> FlaskForm:
    if not 1 <= step <= actions.WELCOME_STEPS:
        abort(404)
    build: Callable[[Member], FlaskForm] = (_who_you_are, _themes, _words)[step - 1]
    return build(member)


def _who_you_are(member: Member) -> WhoYouAreForm:
    return WhoYouAreForm(data={"function": member.function, "languages": member.languages})


def _themes(member: Member) -> FollowedThemesForm:
    form = FollowedThemesForm(data={"themes": queries.followed_theme_ids(member)})
    form.offer_themes(visible_themes(member), current_locale())
    return form


def _words(member: Member) -> WordsForm:
    return WordsForm(data=words_of(member))


def _said(form: FlaskForm) -> dict[str, Any]:
    """What `actions.update_profile` is told of a step."""
    if isinstance(form, WhoYouAreForm):
        return {"function": form.function.data, "languages": form.languages.data}
    if isinstance(form, FollowedThemesForm):
        return {"followed_theme_ids": form.themes.data}
    return {
        "presentation": form.presentation.data,
        "topics": {"offers": form.offers.data, "seeks": form.seeks.data},
    }
