"""Telling of what members report, and of what moderators make of it."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import partial
from typing import Any

from sqlalchemy import select

from connect.database import db, utc_now
from connect.demo import content
from connect.demo.cast import Act, Cast
from connect.discussions import actions as discussions
from connect.discussions.models import Comment
from connect.moderation.actions.deciding_reports import assign_report, settle_report
from connect.moderation.actions.noting import add_note
from connect.moderation.actions.reporting import report_comment
from connect.moderation.answering import answer_locale, filled_in, reporters_locales
from connect.moderation.models import Report
from connect.moderation.models.answers import AnswerKind
from connect.moderation.queries.answers import canned_answers

Said = Mapping[str, Any]


def acts(cast: Cast) -> list[Act]:
    """With the moment of each."""
    now = utc_now()
    tellings: Mapping[str, Callable[[Cast, Said], None]] = {
        "said": _say,
        "reported": _report,
        "taken": _take,
        "settled": _settle,
        "noted": _note,
    }
    story = content.table("reports")
    return [
        (now - timedelta(days=one["days_ago"]), partial(tell, cast, one))
        for kind, tell in tellings.items()
        for one in story[kind]
    ]


def _say(cast: Cast, said: Said) -> None:
    author = cast.members[said["author"]]
    answered = cast.comments[said["thread"], said["answers"]]
    comment = discussions.post_comment(
        author, answered.thread, body=said["body"], parent_id=answered.id
    )
    discussions.correct_language(author, comment, said["lang"])
    cast.comments[said["thread"], said["key"]] = comment


def _report(cast: Cast, told: Said) -> None:
    by = cast.members[told["by"]]
    report_comment(by, _text(cast, told), kind=told["kind"], note=told["note"])


def _take(cast: Cast, told: Said) -> None:
    by = cast.members[told["by"]]
    assign_report(by, _case(cast, told), by, None)


def _settle(cast: Cast, told: Said) -> None:
    """With the first answers that are there for it."""
    report = _case(cast, told)
    author = report.comment.author
    answers = {lang: _first("hidden", report, lang) for lang in reporters_locales(report)}
    answers["author"] = _first("author_hidden", report, answer_locale(author))
    settle_report(cast.members[told["by"]], report, reason=told["reason"], answers=answers)


def _note(cast: Cast, told: Said) -> None:
    add_note(cast.members[told["by"]], _case(cast, told).subject, told["text"])


def _first(kind: AnswerKind, report: Report, lang: str) -> str:
    return filled_in(canned_answers(kind)[0], report.comment, lang)


def _case(cast: Cast, told: Said) -> Report:
    text = _text(cast, told)
    return db.session.scalars(select(Report).where(Report.comment_id == text.id)).one()


def _text(cast: Cast, told: Said) -> Comment:
    return cast.comments[told["thread"], told["key"]]
