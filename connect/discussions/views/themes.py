"""The pages of themes: all of them, and the threads of one."""

from flask import abort, render_template, request

from connect import rich_text
from connect.discussions import lists
from connect.discussions.below import sections_below
from connect.discussions.forms import KINDS, STATES
from connect.discussions.views.base import blueprint
from connect.members.current import reader
from connect.themes.queries import listed_themes
from connect.web.access import public, reached


@blueprint.get("/themes/")
@public
def list_themes() -> str:
    return render_template("discussions/themes.html", themes=listed_themes(reader()))


@blueprint.get("/themes/<slug>")
@public
def show_theme(slug: str) -> str:
    theme = reached(lists.reach_theme_whole(reader(), slug))
    kind = request.args.get("kind")
    try:
        page = lists.theme_page(
            reader(),
            theme,
            before=request.args.get("before"),
            tag=rich_text.clean(request.args.get("tag", "")).lower() or None,
            kind=kind if kind in KINDS or kind in STATES else None,
            archived="archived" in request.args,
        )
    except ValueError:
        abort(404)
    return render_template(
        "discussions/theme.html",
        page=page,
        theme=theme,
        kinds={**KINDS, **STATES},
        sections=sections_below(reader(), theme) if page.is_whole else {},
    )
