"""Finding members, and a member's page."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from connect.contacts.policies import can_ask_for_contact
from connect.contacts.queries import request_between
from connect.directory.asking import asked_in
from connect.directory.facets import LABELS, facets
from connect.directory.lists import member_list
from connect.directory.map import member_map
from connect.directory.queries import doings_of, themes_for_advice
from connect.directory.suggestions import suggestions
from connect.directory.views.base import blueprint
from connect.endorsements.words import LEVEL_NAMES
from connect.members import current, policies, queries
from connect.members.availability import WAYS
from connect.members.forms import AUDIENCE_NAMES
from connect.members.visibility import AUDIENCES, profile_as_seen_by, visible_profile
from connect.places.vocabularies import terms
from connect.themes.queries import visible_themes
from connect.web.access import authorize, reached
from connect.web.addresses import asked_id
from connect.web.languages import current_locale


@blueprint.get("/members/")
def list_members() -> ResponseReturnValue:
    reader, locale = current.member(), current_locale()
    asked, after = asked_in(request.args), asked_id("after")
    themes = visible_themes(reader)
    found = member_list(reader, asked, themes, after)
    levels = {term.code: term.name(locale) for term in terms("government_level", retired=True)}
    begins = not (asked or after)
    return render_template(
        "directory/index.html",
        asked=asked,
        found=found,
        facets=facets(asked, found.counts, themes, levels, locale),
        labels=LABELS,
        suggestions=suggestions(reader, locale) if begins else [],
    )


@blueprint.get("/members/map")
def show_map() -> ResponseReturnValue:
    """Of the same members as the list with the same filters, by province or by municipality."""
    reader, locale, asked = current.member(), current_locale(), asked_in(request.args)
    return render_template(
        "directory/map.html",
        asked=asked,
        map=member_map(reader, asked, visible_themes(reader), locale),
        by_municipality=request.args.get("by") == "municipality",
    )


@blueprint.get("/members/<id:member_id>")
def show_member(member_id: int) -> ResponseReturnValue:
    """With `as`, one's own page as that audience sees it."""
    reader = current.member()
    member = reached(queries.reach_member(reader, member_id))
    audience = next((a for a in AUDIENCES[:-1] if a == request.args.get("as")), None)
    preview = audience if member.id == reader.id else None
    return render_template(
        "directory/member.html",
        member=member,
        profile=profile_as_seen_by(preview, member) if preview else visible_profile(reader, member),
        preview=preview,
        audience_names=AUDIENCE_NAMES,
        ways=WAYS,
        level_names=LEVEL_NAMES,
        doings=doings_of(reader, member, asked_id("before")),
        may_ask=can_ask_for_contact(reader, member),
        may_deactivate=policies.can_deactivate_member(reader, member),
    )


@blueprint.get("/members/<id:member_id>/advice")
def ask_for_advice(member_id: int) -> ResponseReturnValue:
    """Two ways: where all can learn from the answer, or between the two."""
    reader = current.member()
    member = reached(queries.reach_member(reader, member_id))
    authorize(can_ask_for_contact(reader, member))
    profile = visible_profile(reader, member)
    return render_template(
        "directory/advice.html",
        member=member,
        themes=themes_for_advice(reader, profile),
        contact=request_between(reader, member),
    )
