"""Reading discussions: the stream's head first, then the content, in a fixed number of queries."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ScalarSelect, and_, func, literal, select, true, union_all
from sqlalchemy.orm import aliased, contains_eager, joinedload, selectinload

from connect.database import db, utc_now
from connect.discussions import policies
from connect.discussions.among import lines_among
from connect.discussions.models import Bookmark, Comment, Reaction, Reading, Revision, Thread
from connect.discussions.pages import Mine, Order, ThreadPage
from connect.discussions.pins import Pin, PinMark
from connect.discussions.visibility import is_readable, is_shown_to, is_within_reach
from connect.discussions.windows import PAGE_SIZE, displayed, position_in, window
from connect.events import log
from connect.members.models import Member
from connect.themes.models import Theme

VERSIONS_SHOWN = 10


def reach_thread(reader: Member | None, thread_id: int) -> Thread | None:
    """The thread, if it exists for this reader; where it was merged into another, that one."""
    return (
        db.session.scalars(
            select(Thread)
            .join(Thread.theme)
            .where(Thread.id == leads_to(thread_id), is_readable(reader))
            .options(
                contains_eager(Thread.theme),
                joinedload(Thread.second_theme),
                joinedload(Thread.tags),
            )
        )
        .unique()
        .one_or_none()
    )


def leads_to(thread_id: int) -> ScalarSelect[int]:
    """The thread's own number, or that of the one it was merged into."""
    asked = aliased(Thread)
    led = select(func.coalesce(asked.merged_into_id, asked.id))
    return led.where(asked.id == thread_id).scalar_subquery()


def led_from(thread_ids: Collection[int]) -> dict[int, int]:
    """Of these, the merged ones, and where they lead."""
    merged = select(Thread.id, Thread.merged_into_id).where(
        Thread.id.in_(thread_ids), Thread.merged_into_id.is_not(None)
    )
    return {merged_id: int(target or 0) for merged_id, target in db.session.execute(merged)}


def former_opening_id(merged_id: int) -> int | None:
    """Where the opening of a thread stands that was merged into another: written by the same
    author at the same moment as the thread was."""
    merged = aliased(Thread)
    return db.session.scalar(
        select(Comment.id)
        .join(merged, merged.merged_into_id == Comment.thread_id)
        .where(
            merged.id == merged_id,
            Comment.author_id == merged.author_id,
            Comment.created_at == merged.created_at,
        )
        .order_by(Comment.number)
        .limit(1)
    )


def thread_to_answer(writer: Member, thread: Thread, parent_id: int | None) -> Thread:
    """Where the answered comment stands by now, if its writer may answer there; else `thread`."""
    parent = reach_comment(writer, parent_id) if parent_id else None
    if parent is None or parent.thread_id == thread.id:
        return thread
    return parent.thread if policies.can_comment(writer, parent.thread) else thread


def hidden_opening(reader: Member | None, thread_id: int) -> Comment | None:
    """How a thread begins that this reader would read, were it not hidden: for why it is."""
    return db.session.scalar(
        select(Comment)
        .join(Comment.thread)
        .join(Thread.theme)
        .where(
            Comment.thread_id == thread_id,
            Comment.number == 0,
            Thread.hidden_at.is_not(None),
            Thread.withdrawn_at.is_(None),
            Thread.merged_into_id.is_(None),
            is_within_reach(reader),
        )
        .options(contains_eager(Comment.thread).contains_eager(Thread.theme))
    )


def opening_id_of(thread: Thread) -> int:
    return db.session.scalars(
        select(Comment.id).where(Comment.thread_id == thread.id, Comment.number == 0)
    ).one()


def reach_comment(reader: Member | None, comment_id: int) -> Comment | None:
    """The comment, if it exists for this reader; a withdrawn one only while it is answered,
    and for its author, who may restore it."""
    return db.session.scalar(
        select(Comment)
        .join(Comment.thread)
        .join(Thread.theme)
        .where(Comment.id == comment_id, is_shown_to(reader))
        .options(
            contains_eager(Comment.thread).contains_eager(Thread.theme),
            joinedload(Comment.author),
        )
    )


def threads_within_reach(reader: Member | None, thread_ids: Collection[int]) -> Sequence[Thread]:
    return db.session.scalars(
        select(Thread)
        .join(Thread.theme)
        .where(Thread.id.in_(thread_ids), is_readable(reader))
        .options(contains_eager(Thread.theme))
    ).all()


def comments_within_reach(reader: Member | None, comment_ids: Collection[int]) -> Sequence[Comment]:
    return db.session.scalars(
        select(Comment)
        .join(Comment.thread)
        .join(Thread.theme)
        .where(Comment.id.in_(comment_ids), is_shown_to(reader))
        .options(contains_eager(Comment.thread).contains_eager(Thread.theme))
    ).all()


def thread_page(
    reader: Member | None,
    thread: Thread,
    *,
    order: Order = "tree",
    after: int | None = None,
    before: int | None = None,
    at: int | None = None,
    last: bool = False,
) -> ThreadPage:
    """A page of a thread that was reached: after or before a comment, around one (`at`), the
    last one, or that of the first comment the reader has not seen."""
    seq = log.head(thread.stream)
    opening, reading, announces = _opening(reader, thread)
    first_unread = None
    if reading is not None and reading.unread_count(thread):
        first_unread = _first_unread(thread, reading, order)
    if after is None and before is None and at is None and not last:
        at = first_unread
    shown = window(thread, order, after=after, before=before, at=at, last=last)
    return ThreadPage(
        thread=thread,
        opening=opening,
        seq=seq,
        order=order,
        window=shown,
        reading=reading,
        first_unread=first_unread,
        mine=_mine(reader, thread, [opening.id, *(comment.id for comment in shown.comments)]),
        opens_at=at,
        announces=announces,
        among=lines_among(reader, thread) if thread.decision_count else (),
        is_shut=not (policies.is_open_to(reader, thread) if reader else thread.is_open),
    )


def answers_since(writer: Member, thread: Thread, seen: int | None) -> Sequence[Comment]:
    """What others answered after answer number `seen`; None: the writer did not say."""
    if seen is None or seen >= thread.last_number:
        return []
    return db.session.scalars(
        select(Comment)
        .where(
            Comment.thread_id == thread.id,
            Comment.number > seen,
            Comment.author_id != writer.id,
            Comment.stands,
        )
        .order_by(Comment.number)
        .limit(PAGE_SIZE)
        .options(joinedload(Comment.author))
    ).all()


def answers_again_at(writer: Member, thread: Thread) -> datetime | None:
    """When the member may answer in a slow thread; None: now. What was taken back counts."""
    if thread.slow_minutes is None:
        return None
    latest = db.session.scalar(
        select(Comment.created_at)
        .where(Comment.thread_id == thread.id, Comment.author_id == writer.id, Comment.number > 0)
        .order_by(Comment.number.desc())
        .limit(1)
    )
    again_at = latest and latest + timedelta(minutes=thread.slow_minutes)
    return again_at if again_at and again_at > utc_now() else None


def revisions(comment: Comment, before: int | None = None) -> Sequence[Revision]:
    """A page of earlier versions, oldest first, below number `before`; and one more, to compare
    the oldest shown with."""
    newest_first = (
        select(Revision)
        .where(Revision.comment_id == comment.id)
        .where(Revision.version < before if before is not None else true())
        .order_by(Revision.version.desc())
        .limit(VERSIONS_SHOWN + 1)
        .options(joinedload(Revision.removed_by))
    )
    return db.session.scalars(newest_first).all()[::-1]


def all_revisions(comment: Comment) -> Sequence[Revision]:
    """However many there are: for what must know of every word."""
    return db.session.scalars(select(Revision).where(Revision.comment_id == comment.id)).all()


def reach_revision(comment: Comment, version: int) -> Revision | None:
    """An earlier version of a comment that was reached."""
    return db.session.scalar(
        select(Revision).where(Revision.comment_id == comment.id, Revision.version == version)
    )


def comment_by_token(author_id: int, token: str) -> Comment | None:
    """What this author already posted with this form."""
    return db.session.scalar(
        select(Comment).where(Comment.author_id == author_id, Comment.token == token)
    )


def posted_with_token(author_id: int, token: str) -> tuple[Comment, str] | None:
    """What this author posted under the token, and what it said before any edit."""
    first = and_(Revision.comment_id == Comment.id, Revision.version == 1)
    found = db.session.execute(
        select(Comment, func.coalesce(Revision.html, Comment.html))
        .outerjoin(Revision, first)
        .where(Comment.author_id == author_id, Comment.token == token)
    ).one_or_none()
    return (found[0], found[1]) if found else None


def bookmarks(member: Member, before: int | None = None) -> Sequence[Comment]:
    """The member's bookmarked comments that may still be read, latest first."""
    older = [] if before is None else [Bookmark.comment_id < before]
    return db.session.scalars(
        select(Comment)
        .join(Bookmark, Bookmark.comment_id == Comment.id)
        .join(Comment.thread)
        .join(Thread.theme)
        .where(
            Bookmark.member_id == member.id,
            Comment.stands,
            is_readable(member),
            *older,
        )
        .order_by(Comment.id.desc())
        .limit(PAGE_SIZE)
        .options(
            contains_eager(Comment.thread).contains_eager(Thread.theme),
            joinedload(Comment.author),
        )
    ).all()


def comments_as_shown(comment_ids: Collection[int]) -> dict[int, tuple[Comment, bool]]:
    """Comments by id with all that a fragment says of them, and whether anything of them is
    shown, as of now."""
    thread = joinedload(Comment.thread).joinedload(Thread.theme)
    rows = db.session.execute(
        select(Comment, Comment.is_shown)
        .where(Comment.id.in_(comment_ids))
        .options(*displayed(), thread)
        .execution_options(populate_existing=True)
    )
    return {comment.id: (comment, shown) for comment, shown in rows}


def threads_as_shown(thread_ids: Collection[int]) -> dict[int, Thread]:
    """With the comments that their pages name on top, as of now."""
    by_whom = joinedload(Comment.author)
    answered = joinedload(Comment.parent).joinedload(Comment.author)
    rows = db.session.scalars(
        select(Thread)
        .where(Thread.id.in_(thread_ids))
        .options(
            joinedload(Thread.theme),
            joinedload(Thread.pinned_comment).options(by_whom, answered),
            joinedload(Thread.solution).options(by_whom, answered),
        )
        .execution_options(populate_existing=True)
    )
    return {thread.id: thread for thread in rows}


def themes_of_streams(streams: Collection[str]) -> Sequence[Theme]:
    """The themes whose lists those are."""
    ids = [int(stream.removeprefix("theme:")) for stream in streams if stream.startswith("theme:")]
    return db.session.scalars(select(Theme).where(Theme.id.in_(ids))).all() if ids else []


def threads_with_heads(thread_ids: Collection[int]) -> dict[int, Thread]:
    """Threads by id with all that the head of their page says, as of now."""
    found = db.session.scalars(
        select(Thread)
        .where(Thread.id.in_(thread_ids))
        .options(
            joinedload(Thread.theme), joinedload(Thread.second_theme), selectinload(Thread.tags)
        )
        .execution_options(populate_existing=True)
    )
    return {thread.id: thread for thread in found}


def thread_ids_of(comment_ids: Collection[int]) -> dict[int, int]:
    if not comment_ids:
        return {}
    found = select(Comment.id, Comment.thread_id).where(Comment.id.in_(comment_ids))
    return dict(db.session.execute(found).all())


def _opening(reader: Member | None, thread: Thread) -> tuple[Comment, Reading | None, bool]:
    """With it comes what stands first in the thread, how far the reader has come, and whether it is
    an announcement that they have not opened yet."""
    reader_id = reader.id if reader else 0  # nobody's; None would say IS NULL, and read all
    own_reading = and_(Reading.thread_id == Comment.thread_id, Reading.member_id == reader_id)
    announced = and_(Pin.thread_id == Comment.thread_id, Pin.is_current, Pin.kind == "announcement")
    own_mark = and_(PinMark.pin_id == Pin.id, PinMark.member_id == reader_id)
    in_thread = joinedload(Comment.thread)
    opening, reading, pin_id, opened = db.session.execute(
        select(Comment, Reading, Pin.id, PinMark.opened_version)
        .outerjoin(Reading, own_reading)
        .outerjoin(Pin, announced)
        .outerjoin(PinMark, own_mark)
        .where(Comment.thread_id == thread.id, Comment.number == 0)
        .options(
            joinedload(Comment.author),
            in_thread.joinedload(Thread.solution),
            in_thread.joinedload(Thread.pinned_comment).joinedload(Comment.author),
        )
    ).one()
    is_news = reader is not None and pin_id is not None and (opened or 0) < opening.version
    return opening, reading, is_news


def _first_unread(thread: Thread, reading: Reading, order: Order) -> int | None:
    return db.session.scalar(
        select(Comment.id)
        .where(
            Comment.thread_id == thread.id,
            Comment.number > reading.read_through,
            Comment.number.not_in(reading.read_beyond),
            Comment.is_shown,
        )
        .order_by(position_in(order))
        .limit(1)
    )


def _mine(reader: Member | None, thread: Thread, comment_ids: Sequence[int]) -> Mine:
    if reader is None:
        return Mine()
    reacted = select(Reaction.comment_id, Reaction.kind).where(
        Reaction.member_id == reader.id, Reaction.comment_id.in_(comment_ids)
    )
    bookmarked = select(Bookmark.comment_id, literal("bookmark")).where(
        Bookmark.member_id == reader.id, Bookmark.comment_id.in_(comment_ids)
    )
    reactions: dict[int, list[str]] = {}
    bookmarks = set()
    for comment_id, kind in db.session.execute(union_all(reacted, bookmarked)):
        if kind == "bookmark":
            bookmarks.add(comment_id)
        else:
            reactions.setdefault(comment_id, []).append(kind)
    moderates = policies.can_moderate(reader, thread)
    cites = policies.can_cite(reader, thread)
    asks = policies.can_solve(reader, thread)
    return Mine(reader.id, reactions, frozenset(bookmarks), moderates, asks, cites)
