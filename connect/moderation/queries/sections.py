"""The sections of a desk: a literal table of what waits for a moderator, and how it is found.

Each is read along an index from where it begins: reports and appeals by those that are open,
questions by kind, number of answers and age, stalled threads by their last movement.
"""

from datetime import datetime, timedelta
from typing import Any, cast

from flask_babel import lazy_gettext as _
from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from connect import language, rich_text
from connect.database import utc_now
from connect.discussions.models import Comment, Thread
from connect.discussions.pins import Pin
from connect.drafts.models import Draft
from connect.drafts.pages import readable
from connect.members.models import Member
from connect.moderation.desk import Line, Scope, Section
from connect.moderation.models import Appeal, Decision, FirstLook, Report, Reporter
from connect.moderation.models.reports import OPEN_STATES
from connect.moderation.queries.approvals import is_waiting
from connect.moderation.saying import NAMES
from connect.moderation.words import REPORT_KINDS, REPORT_STATES

ANSWERED_WITHIN = timedelta(days=7)
STALLED_AFTER = timedelta(days=30)
ENDING_WITHIN = timedelta(days=7)
NEW_FOR = timedelta(days=30)
EXCERPT_LENGTH = 90
READ_BY_MODERATORS = ("theme", "public", "partners")
"""Audiences that every moderator of a theme belongs to."""

PIN_KINDS = {"announcement": _("Announcement"), "beacon": _("Beacon")}


def _of_themes(found: Select[Any], scope: Scope, number: Any) -> Select[Any]:
    found = found.where(Thread.theme_id.in_(scope.theme_ids))
    return found if scope.ids is None else found.where(number.in_(scope.ids))


_is_personal = (
    select(Reporter.report_id)
    .where(Reporter.report_id == Report.id, Reporter.kind == "personal_data")
    .exists()
)
_after_personal = case((_is_personal, 0), else_=1)


def _reports(scope: Scope) -> Select[Any]:
    found = (
        select(Report)
        .join(Report.comment)
        .join(Comment.thread)
        .where(Report.state.in_((scope.state,) if scope.state in OPEN_STATES else OPEN_STATES))
        .options(
            contains_eager(Report.comment).contains_eager(Comment.thread).joinedload(Thread.theme),
            contains_eager(Report.comment).joinedload(Comment.author),
            joinedload(Report.assignee),
            selectinload(Report.reporters),
        )
    )
    if scope.assignee_id is not None:
        found = found.where(Report.assignee_id == scope.assignee_id)
    if scope.not_by is not None:
        found = found.where(Comment.author_id != scope.not_by)
    return _of_themes(found, scope, Report.id)


def _report_line(report: Report) -> Line:
    thread = report.comment.thread
    return Line(
        "reports",
        report.id,
        report.url,
        thread.title,
        thread.lang,
        thread.theme,
        report.created_at,
        who=report.comment.author,
        notes=[REPORT_STATES[report.state], *(REPORT_KINDS[kind] for kind in report.kinds)],
        assignee=report.assignee,
        is_urgent="personal_data" in report.kinds,
        not_for=[report.comment.author_id],
    )


def _approvals(scope: Scope) -> Select[Any]:
    found = (
        select(Draft)
        .join(Draft.member)
        .where(is_waiting(), Draft.held_in_id.in_(scope.theme_ids))
        .options(contains_eager(Draft.member), joinedload(Draft.held_in))
    )
    return found if scope.ids is None else found.where(Draft.id.in_(scope.ids))


def _approval_line(draft: Draft) -> Line:
    words = draft.title or rich_text.excerpt(readable(draft.body), EXCERPT_LENGTH)
    return Line(
        "approvals",
        draft.id,
        f"/approvals/{draft.id}",
        words,
        language.detect(words, hint=draft.member.locale),
        draft.held_in,
        cast("datetime", draft.held_at),
        who=draft.member,
    )


def _appeals(scope: Scope) -> Select[Any]:
    """One that an organiser decided for everywhere has no theme: it is for who asks for all."""
    found = (
        select(Appeal)
        .join(Appeal.decision)
        .where(Appeal.answered_at.is_(None))
        .options(
            contains_eager(Appeal.decision).joinedload(Decision.theme),
            joinedload(Appeal.member),
        )
    )
    if scope.may_answer is not None:
        found = found.where(scope.may_answer)
    if scope.may_answer is None or scope.is_narrowed:
        found = found.where(Decision.theme_id.in_(scope.theme_ids))
    return found if scope.ids is None else found.where(Appeal.id.in_(scope.ids))


def _appeal_line(appeal: Appeal) -> Line:
    decision = appeal.decision
    excerpt = rich_text.excerpt(appeal.text, EXCERPT_LENGTH)
    return Line(
        "appeals",
        appeal.id,
        appeal.url,
        excerpt,
        appeal.lang,
        decision.theme,
        appeal.created_at,
        who=appeal.member,
        notes=[NAMES[decision.kind]] if decision.kind in NAMES else [],
        not_for=[id for id in (decision.by_id, appeal.member_id) if id],
    )


def _threads(scope: Scope) -> Select[Any]:
    """Those that stand, are not under something else and may be read by all who moderate them."""
    found = (
        select(Thread)
        .where(Thread.stands, Thread.home.is_(None), Thread.archived_at.is_(None))
        .options(joinedload(Thread.theme), joinedload(Thread.author))
    )
    return _of_themes(found, scope, Thread.id)


def _pins(scope: Scope) -> Select[Any]:
    ends_soon = Pin.ends_at.between(utc_now(), utc_now() + ENDING_WITHIN)
    found = (
        select(Pin)
        .join(Pin.thread)
        .where(Pin.removed_at.is_(None), ends_soon, Thread.stands)
        .options(
            contains_eager(Pin.thread).joinedload(Thread.theme),
            contains_eager(Pin.thread).joinedload(Thread.author),
        )
    )
    return _of_themes(found, scope, Pin.id)


def _pin_line(pin: Pin) -> Line:
    notes = [PIN_KINDS[pin.kind], *([_("Everywhere")] if pin.everywhere else [])]
    thread = pin.thread
    told = (
        f"{thread.address}/pin",
        thread.title,
        thread.lang,
        thread.theme,
        cast("datetime", pin.ends_at),
    )
    return Line("pins", pin.id, *told, who=thread.author, notes=notes)


def _closures(scope: Scope) -> Select[Any]:
    now = utc_now()
    ends = Thread.reopens_at.between(now, now + ENDING_WITHIN)
    return _threads(scope).where(Thread.closed_at.is_not(None), ends)


def _closure_line(thread: Thread) -> Line:
    return _thread_line("closures", thread, since=cast("datetime", thread.reopens_at))


def _questions(scope: Scope) -> Select[Any]:
    return _threads(scope).where(
        Thread.kind == "question",
        Thread.comment_count == 0,
        Thread.last_activity_at < utc_now() - ANSWERED_WITHIN,
        Thread.closed_at.is_(None),
        Thread.solution_id.is_(None),
    )


def _question_line(thread: Thread) -> Line:
    return _thread_line("questions", thread, since=thread.last_activity_at)


def _stalled(scope: Scope) -> Select[Any]:
    found = _threads(scope).where(
        Thread.comment_count > 0,
        Thread.last_activity_at < utc_now() - STALLED_AFTER,
        Thread.closed_at.is_(None),
        Thread.solution_id.is_(None),
    )
    if scope.state == "waiting":
        found = found.where(Thread.last_author_id == Thread.author_id)
    return found


def _stalled_line(thread: Thread) -> Line:
    waits = [_("Its author spoke last")] if thread.last_author_id == thread.author_id else []
    return _thread_line("stalled", thread, since=thread.last_activity_at, notes=waits)


def _thread_line(section: str, thread: Thread, **details: Any) -> Line:
    told = (thread.url, thread.title, thread.lang, thread.theme)
    return Line(section, thread.id, *told, who=thread.author, **details)


def _first_texts(scope: Scope) -> Select[Any]:
    """The first of each newcomer, wherever it stands; those of a theme are for its moderators."""
    newcomers = select(Member.id).where(Member.joined_at > utc_now() - NEW_FOR, Member.active)
    firsts = (
        select(func.min(Comment.id))
        .where(Comment.author_id.in_(newcomers), Comment.stands)
        .group_by(Comment.author_id)
    )
    looked_at = select(FirstLook.comment_id).where(FirstLook.comment_id == Comment.id).exists()
    found = (
        select(Comment)
        .join(Comment.thread)
        .where(
            Comment.id.in_(firsts),
            Thread.stands,
            Thread.audience.in_(READ_BY_MODERATORS),
            ~looked_at,
        )
        .options(
            joinedload(Comment.author),
            contains_eager(Comment.thread).joinedload(Thread.theme),
        )
    )
    return _of_themes(found, scope, Comment.id)


def _first_text_line(comment: Comment) -> Line:
    excerpt = rich_text.excerpt(comment.html, EXCERPT_LENGTH)
    return Line(
        "first-texts",
        comment.id,
        comment.url,
        excerpt or comment.thread.title,
        comment.lang,
        comment.thread.theme,
        comment.created_at,
        who=comment.author,
    )


SECTIONS: dict[str, Section] = {
    "reports": Section(
        "reports",
        _("Reports"),
        _("Nobody has reported anything that is still open."),
        _("reported"),
        _reports,
        Thread.theme_id,
        (_after_personal, Report.id),
        lambda report: (0 if "personal_data" in report.kinds else 1, report.id),
        _report_line,
        "report",
        acts=("take", "hide", "reject"),
        states={"new": REPORT_STATES["new"], "in_hand": REPORT_STATES["in_hand"]},
        has_assignees=True,
        is_ranked=True,
    ),
    "approvals": Section(
        "approvals",
        _("Texts that wait for approval"),
        _("No text waits for approval."),
        _("sent"),
        _approvals,
        Draft.held_in_id,
        (Draft.held_at, Draft.id),
        lambda draft: (draft.held_at, draft.id),
        _approval_line,
        "draft",
        acts=("approve", "decline"),
    ),
    "appeals": Section(
        "appeals",
        _("Appeals"),
        _("Nobody appeals against a decision."),
        _("asked"),
        _appeals,
        Decision.theme_id,
        (Appeal.created_at, Appeal.id),
        lambda appeal: (appeal.created_at, appeal.id),
        _appeal_line,
        "appeal",
        is_same_for_all=False,
    ),
    "pins": Section(
        "pins",
        _("Pins that end within 7 days"),
        _("No pin ends soon."),
        _("ends"),
        _pins,
        Thread.theme_id,
        (Pin.ends_at, Pin.id),
        lambda pin: (pin.ends_at, pin.id),
        _pin_line,
        "pin",
    ),
    "closures": Section(
        "closures",
        _("Threads that open again within 7 days"),
        _("No closed thread opens again soon."),
        _("opens again"),
        _closures,
        Thread.theme_id,
        (Thread.reopens_at, Thread.id),
        lambda thread: (thread.reopens_at, thread.id),
        _closure_line,
        "thread",
    ),
    "questions": Section(
        "questions",
        _("Questions without an answer for 7 days"),
        _("Every question has an answer, or is younger than a week."),
        _("asked"),
        _questions,
        Thread.theme_id,
        (Thread.last_activity_at, Thread.id),
        lambda thread: (thread.last_activity_at, thread.id),
        _question_line,
        "thread",
        acts=("close", "archive", "slow"),
    ),
    "first-texts": Section(
        "first-texts",
        _("First texts of new members"),
        _("The first texts of all new members have been looked at."),
        _("written"),
        _first_texts,
        Thread.theme_id,
        (Comment.created_at, Comment.id),
        lambda comment: (comment.created_at, comment.id),
        _first_text_line,
        "comment",
        acts=("see",),
    ),
    "stalled": Section(
        "stalled",
        _("Threads that stand still for 30 days"),
        _("In every open thread something happened within a month."),
        _("last words"),
        _stalled,
        Thread.theme_id,
        (Thread.last_activity_at, Thread.id),
        lambda thread: (thread.last_activity_at, thread.id),
        _stalled_line,
        "thread",
        acts=("close", "archive", "slow"),
        states={"waiting": _("Its author spoke last")},
        is_latest_first=True,
        waits=False,
    ),
}
"""In the order in which a desk shows them."""
