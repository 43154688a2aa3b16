"""The desk: everything that waits for a moderator, on one page and section by section."""

from dataclasses import replace

from flask import abort, render_template, request

from connect.database import utc_now
from connect.members.current import member
from connect.moderation import policies
from connect.moderation.desk import Desk, Scope, Section
from connect.moderation.forms.batches import BatchForm
from connect.moderation.queries import desk as queries
from connect.moderation.queries.appeals import is_answerable_by
from connect.moderation.queries.sections import SECTIONS
from connect.moderation.views.base import blueprint
from connect.themes.models import Theme
from connect.web.access import authorize, reached
from connect.web.addresses import asked_id, number_in


@blueprint.get("/moderation/")
def show_desk() -> str:
    themes = own_themes()
    return _page("moderation/desk.html", queries.desk(themes, scope_in(themes)))


@blueprint.get("/moderation/<section_name>")
def show_section(section_name: str) -> str:
    section = reached(SECTIONS.get(section_name))
    themes = own_themes()
    try:
        after = request.args.get("after", "")
        found = queries.section_page(themes, section, scope_in(themes, section), after)
    except ValueError:
        abort(404)
    return _page("moderation/section.html", found)


@blueprint.get("/moderation/count")
def show_count() -> str:
    """What stands beside the name of the desk in one's menu, fetched when that opens."""
    matters = queries.open_matters(own_themes(), is_answerable_by(member()))
    return render_template("moderation/count.html", matters=matters)


def own_themes() -> list[Theme]:
    """403 for who has no desk."""
    authorize(policies.can_moderate_anything(member()))
    return list(queries.moderated_themes(member()))


def scope_in(themes: list[Theme], section: Section | None = None) -> Scope:
    """What the address or a form asks for; 404 for a theme that one does not moderate."""
    theme_ids = [theme.id for theme in themes]
    whole = Scope(theme_ids, may_answer=is_answerable_by(member()), not_by=member().id)
    theme_id = asked_id("theme") or number_in(request.form.get("theme", ""))
    if theme_id:
        reached(next((theme for theme in themes if theme.id == theme_id), None))
        whole = replace(whole, theme_ids=[theme_id], is_narrowed=True)
    if section is None:
        return whole
    state = request.values.get("state", "")
    is_mine = section.has_assignees and "mine" in request.values
    return replace(
        whole,
        state=state if state in section.states else "",
        assignee_id=member().id if is_mine else None,
    )


def _page(template: str, desk: Desk) -> str:
    form = {"token": BatchForm().token.data, "as_of": queries.moment_number(utc_now())}
    return render_template(template, desk=desk, theme_id=asked_id("theme"), **form)
