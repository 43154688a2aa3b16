"""Comments as HTML, rendered once for all readers of a language and kept in this process.

A thread page is mostly comments that the reader neither wrote nor marked: they are the same
for everybody, and so are pushed and caught-up fragments.
"""

from functools import partial

from flask import Flask, render_template
from markupsafe import Markup

from connect import rich_text
from connect.discussions.models import Comment
from connect.discussions.pages import NOBODY, Mine
from connect.web.helpers import time_element
from connect.web.languages import current_locale

LONGEST_EXCERPT = 280
MOST_KEPT = 4_000  # about 4 KB each

_kept: dict[tuple[object, ...], Markup] = {}


def comment_html(comment: Comment, mine: Mine = NOBODY, is_new: bool = False) -> Markup:
    """The comment as an item of the list `#comments`."""
    if mine.touches(comment):
        return _render(comment, mine, is_new)
    key = (current_locale(), is_new, *_shown(comment))
    html = _kept.pop(key, None) or _render(comment, NOBODY, is_new)
    _kept[key] = html  # last, so that what is read again stays longest
    if len(_kept) > MOST_KEPT:
        _kept.pop(next(iter(_kept)), None)
    return html


def install(app: Flask) -> None:
    app.jinja_env.globals["comment_html"] = comment_html
    app.jinja_env.filters["excerpt"] = partial(rich_text.excerpt, length=LONGEST_EXCERPT)


def _render(comment: Comment, mine: Mine, is_new: bool) -> Markup:
    return Markup(  # noqa: S704 (our own template)
        render_template("discussions/_comment_item.html", comment=comment, mine=mine, is_new=is_new)
    )


def _shown(comment: Comment) -> tuple[object, ...]:
    """All that the HTML says. What is missing here would be shown as it once was."""
    author, parent = comment.author, comment.parent
    return (
        comment.id,
        comment.path,
        comment.html,
        tuple(comment.file_keys),
        comment.version,
        comment.lang,
        comment.withdrawn_at,
        comment.hidden_at,
        comment.hidden_because,
        comment.citation_count,
        comment.thread.kind == "question",
        comment.thread.solution_id == comment.id,
        comment.thread.pinned_comment_id == comment.id,
        comment.useful_count,
        comment.we_do_this_too_count,
        comment.have_a_question_count,
        time_element(comment.created_at),
        author.name,
        author.function,
        author.avatar,
        author.place_name(current_locale()),
        parent and parent.author.name,
    )
