"""The pages of threads: opening one, reading it."""

from flask import abort, flash, make_response, redirect, render_template, request
from werkzeug.wrappers import Response

from connect.discussions import actions, policies, queries
from connect.discussions.errors import REFUSALS, ThreadShut, explained, shut_for
from connect.discussions.forms import KINDS, ReadingForm, ThreadForm
from connect.discussions.models import Comment, Thread
from connect.discussions.views.base import begun, blueprint, held, kept
from connect.discussions.views.reading import discussion
from connect.drafts.discretion import remind
from connect.drafts.errors import WaitsForApproval
from connect.members.current import member, reader
from connect.members.queries import reach_member
from connect.themes.models import Theme
from connect.themes.queries import reach_theme
from connect.web.access import authorize, public, reached
from connect.web.addresses import asked_id
from connect.web.answers import form_page, is_fetched_ahead, see_other


@blueprint.get("/themes/<slug>/threads/new")
def new_thread(slug: str) -> Response | str:
    theme = reached(reach_theme(member(), slug))
    if policies.is_kept_out_of(member(), theme):
        flash(explained(shut_for(member(), theme.id)), "warning")
        return see_other("/account/suspensions")
    authorize(policies.can_open_thread(member(), theme))
    form, draft = begun(ThreadForm, theme.stream, **_asked_beginning())
    return render_template("discussions/new_thread.html", theme=theme, form=form, draft=draft)


@blueprint.post("/themes/<slug>/threads")
def create_thread(slug: str) -> Response | tuple[str, int]:
    theme = reached(reach_theme(member(), slug))
    form = ThreadForm()
    form.take_files(member())
    if not form.validate_on_submit():
        return _new_thread_again(theme, form)
    try:
        thread = actions.open_thread(member(), theme, **form.told)
    except WaitsForApproval as waits:
        return held(form, theme.stream, waits) or _new_thread_again(theme, form)
    except REFUSALS as refusal:
        form.body.errors = [explained(refusal)]
        if isinstance(refusal, ThreadShut):
            kept(form, theme.stream)
        return _new_thread_again(theme, form)
    remind(form.told)
    return see_other(thread.url)


@blueprint.get("/threads/<id:thread_id>")
@public
def show_thread(thread_id: int) -> Response | str:
    thread = queries.reach_thread(reader(), thread_id)
    if thread is None:
        return _hidden_thread(reached(queries.hidden_opening(reader(), thread_id)))
    if thread.id != thread_id:
        return redirect(_where_it_went_on(thread, thread_id))
    if thread.home:
        return redirect(_with_query(thread.home))
    shown = discussion(thread)
    if shown["page"].announces and not is_fetched_ahead():
        actions.open_thread_of_pin(member(), thread)
    return render_template("discussions/thread.html", **shown)


@blueprint.get("/threads/<id:thread_id>/<slug>")
@public
def redirect_to_thread(thread_id: int, slug: str) -> Response:
    """Titles change and addresses last: the number alone is the address of a thread."""
    return redirect(_with_query(f"/threads/{thread_id}"), 301)


@blueprint.post("/threads/<id:thread_id>/reading")
def update_reading(thread_id: int) -> Response:
    thread = reached(queries.reach_thread(member(), thread_id))
    form = ReadingForm()
    if not form.validate_on_submit():
        abort(422)
    actions.mark_read(member(), thread, form.seen)
    actions.open_thread_of_pin(member(), thread)
    return see_other(thread.url)


def _hidden_thread(opening: Comment) -> Response:
    """That it is hidden and why, without a word of it."""
    return make_response(render_template("discussions/hidden.html", opening=opening), 403)


def _asked_beginning() -> dict[str, str]:
    """What a link says of the thread to open: its kind, and a member whose advice is asked."""
    kind, mentioned = request.args.get("kind"), asked_id("mention")
    begins = {"kind": kind} if kind in KINDS else {}
    other = reach_member(member(), mentioned) if mentioned else None
    return begins | {"body": f"@{other.name} "} if other else begins


def _where_it_went_on(thread: Thread, merged_id: int) -> str:
    """At what opened the thread that was merged into this one. Not for ever: it can be undone."""
    opening_id = queries.former_opening_id(merged_id)
    place = f"?comment={opening_id}#comment-{opening_id}" if opening_id else ""
    return f"{thread.url}{place}"


def _with_query(path: str) -> str:
    query = request.query_string.decode("ascii", "ignore")
    return f"{path}?{query}" if query else path


def _new_thread_again(theme: Theme, form: ThreadForm) -> Response:
    return form_page("discussions/new_thread.html", form, theme=theme, draft=None)
