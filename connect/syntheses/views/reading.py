"""The page of a synthesis alone, to read and to print."""

from flask import render_template
from werkzeug.wrappers import Response

from connect.discussions.queries import reach_comment
from connect.members.current import reader
from connect.syntheses import policies, queries
from connect.syntheses.views.base import blueprint, reach
from connect.web.access import public, reached
from connect.web.answers import see_other


@blueprint.get("/threads/<id:thread_id>/synthesis")
@public
def show_synthesis(thread_id: int) -> str:
    thread = reach(thread_id)
    return render_template(
        "syntheses/synthesis.html",
        synthesis=reached(queries.synthesis_of(thread)),
        writes=policies.can_write_synthesis(reader(), thread),
    )


@blueprint.get("/comments/<id:comment_id>/synthesis")
@public
def show_where_cited(comment_id: int) -> Response:
    """Leads from a text to the line that rests on it."""
    comment = reached(reach_comment(reader(), comment_id))
    thread, line = reached(queries.where_cited(reader(), comment))
    return see_other(f"{thread.address}/synthesis#line-{line}")
