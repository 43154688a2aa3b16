"""Reading discussions: the stream's head first, then the content, in a fixed number of queries."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, and_, func, literal, or_, select, union_all
from sqlalchemy.orm import InstrumentedAttribute, aliased, contains_eager, joinedload, load_only

from connect.database import db
from connect.discussions.models import Bookmark, Comment, Reaction, Reading, Revision, Thread
from connect.discussions.pages import Mine, Order, ThreadPage, Window
from connect.events import log
from connect.members.models import Member
from connect.themes.models import Theme
from connect.themes.queries import is_visible

PAGE_SIZE = 20
CONTEXT = 3  # comments shown before the one a page opens at


def reach_thread(reader: Member | None, thread_id: int) -> Thread | None:
    """The thread, if it exists for this reader."""
    return db.session.scalar(
        select(Thread)
        .join(Thread.theme)
        .where(Thread.id == thread_id, is_readable(reader))
        .options(contains_eager(Thread.theme), joinedload(Thread.author))
    )


def reach_comment(reader: Member | None, comment_id: int) -> Comment | None:
    """The comment, if it exists for this reader; a withdrawn one only while it is answered,
    and for its author, who may restore it."""
    shown = is_shown() if reader is None else or_(is_shown(), Comment.author_id == reader.id)
    return db.session.scalar(
        select(Comment)
        .join(Comment.thread)
        .join(Thread.theme)
        .where(Comment.id == comment_id, is_readable(reader), shown)
        .options(
            contains_eager(Comment.thread).contains_eager(Thread.theme),
            joinedload(Comment.author),
        )
    )


def select_comment(comment_id: int) -> Select[tuple[Comment]]:
    return (
        select(Comment)
        .where(Comment.id == comment_id)
        .options(joinedload(Comment.thread).joinedload(Thread.theme))
    )


def is_readable(reader: Member | None) -> ColumnElement[bool]:
    """A condition on Thread joined with its Theme."""
    if reader is None:
        return and_(is_visible(reader), Thread.withdrawn_at.is_(None))
    own = Thread.author_id == reader.id
    return and_(is_visible(reader), or_(Thread.withdrawn_at.is_(None), own))


def is_shown() -> ColumnElement[bool]:
    """A condition on Comment: withdrawn ones leave a trace only where they were answered."""
    return or_(Comment.withdrawn_at.is_(None), Comment.answer_count > 0)


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
    opening, reading = _opening(reader, thread)
    first_unread = None
    if reading is not None and _unread_count(thread, reading):
        first_unread = _first_unread(thread, reading, order)
    if after is None and before is None and at is None and not last:
        at = first_unread
    window = _window(thread, order, after=after, before=before, at=at, last=last)
    shown = [opening.id, *(comment.id for comment in window.comments)]
    return ThreadPage(
        thread=thread,
        opening=opening,
        seq=seq,
        order=order,
        window=window,
        reading=reading,
        first_unread=first_unread,
        mine=_mine(reader, shown),
    )


def revisions(comment: Comment) -> Sequence[Revision]:
    """Earlier versions, oldest first."""
    return db.session.scalars(
        select(Revision)
        .where(Revision.comment_id == comment.id)
        .order_by(Revision.version)
        .options(joinedload(Revision.editor))
    ).all()


def comment_by_token(author_id: int, token: str) -> Comment | None:
    """What this author already posted with this form."""
    return db.session.scalar(
        select(Comment).where(Comment.author_id == author_id, Comment.token == token)
    )


def bookmarks(member: Member, before: int | None = None) -> Sequence[Comment]:
    """The member's bookmarked comments that may still be read, latest first."""
    older = [] if before is None else [Bookmark.comment_id < before]
    return db.session.scalars(
        select(Comment)
        .join(Bookmark, Bookmark.comment_id == Comment.id)
        .join(Comment.thread)
        .join(Thread.theme)
        .where(Bookmark.member_id == member.id, is_readable(member), is_shown(), *older)
        .order_by(Comment.id.desc())
        .limit(PAGE_SIZE)
        .options(
            contains_eager(Comment.thread).contains_eager(Thread.theme),
            joinedload(Comment.author),
        )
    ).all()


def with_author(statement: Select[tuple[Comment]]) -> Select[tuple[Comment]]:
    """Eager-load what a comment shows: its author, and the name of whom it answers."""
    parent = joinedload(Comment.parent).load_only(Comment.id, Comment.parent_id)
    return statement.options(
        joinedload(Comment.author),
        parent.joinedload(Comment.author).load_only(Member.name).lazyload(Member.organisation),
    )


def _opening(reader: Member | None, thread: Thread) -> tuple[Comment, Reading | None]:
    reader_id = reader.id if reader else None
    found = db.session.execute(
        select(Comment, Reading)
        .outerjoin(
            Reading,
            and_(Reading.thread_id == Comment.thread_id, Reading.member_id == reader_id),
        )
        .where(Comment.thread_id == thread.id, Comment.number == 0)
        .options(joinedload(Comment.author))
    ).one()
    return found[0], found[1]


def _unread_count(thread: Thread, reading: Reading) -> int:
    return thread.last_number - reading.read_through - len(reading.read_beyond)


def _first_unread(thread: Thread, reading: Reading, order: Order) -> int | None:
    return db.session.scalar(
        select(Comment.id)
        .where(
            Comment.thread_id == thread.id,
            Comment.number > reading.read_through,
            Comment.number.not_in(reading.read_beyond),
            is_shown(),
        )
        .order_by(_position(order))
        .limit(1)
    )


def _position(order: Order) -> InstrumentedAttribute[str] | InstrumentedAttribute[int]:
    return Comment.path if order == "tree" else Comment.number


def _window(
    thread: Thread,
    order: Order,
    *,
    after: int | None,
    before: int | None,
    at: int | None,
    last: bool,
) -> Window:
    """One index range in one statement, however deep or long the thread is."""
    position = _position(order)
    in_thread = (Comment.thread_id == thread.id, Comment.number > 0, is_shown())

    def place_of(comment_id: int) -> ColumnElement[str] | ColumnElement[int]:
        other = aliased(Comment)
        place = other.path if order == "tree" else other.number
        found = select(place).where(other.id == comment_id, other.thread_id == thread.id)
        return func.coalesce(found.scalar_subquery(), literal("" if order == "tree" else 0))

    def ids(*conditions: ColumnElement[bool], count: int, backwards: bool = False) -> Select[tuple[int]]:
        ordered = position.desc() if backwards else position
        return select(Comment.id).where(*in_thread, *conditions).order_by(ordered).limit(count)

    if at is not None:
        earlier = ids(position < place_of(at), count=CONTEXT + 1, backwards=True)
        later = ids(position >= place_of(at), count=PAGE_SIZE - CONTEXT + 1)
        parts = [earlier, later]
    elif before is not None:
        parts = [ids(position < place_of(before), count=PAGE_SIZE + 1, backwards=True)]
    elif last:
        parts = [ids(count=PAGE_SIZE + 1, backwards=True)]
    else:
        start = [position > place_of(after)] if after is not None else []
        parts = [ids(*start, count=PAGE_SIZE + 1)]
    wanted = or_(*(Comment.id.in_(part.subquery().select()) for part in parts))
    comments = db.session.scalars(
        with_author(select(Comment)).where(wanted).order_by(position)
    ).all()
    return _cut(comments, after=after, before=before, at=at, last=last)


def _cut(
    comments: Sequence[Comment],
    *,
    after: int | None,
    before: int | None,
    at: int | None,
    last: bool,
) -> Window:
    """Drop the extra comment on each side that only says that there are more."""
    if at is not None:
        ids = [comment.id for comment in comments]
        index = ids.index(at) if at in ids else 0
        has_before = index > CONTEXT
        shown = comments[1:] if has_before else comments
        has_after = len(comments) - index > PAGE_SIZE - CONTEXT
        return Window(shown[:-1] if has_after else shown, has_before, has_after)
    extra = len(comments) > PAGE_SIZE
    if before is not None or last:
        return Window(comments[-PAGE_SIZE:], has_before=extra, has_after=not last)
    return Window(comments[:PAGE_SIZE], has_before=after is not None, has_after=extra)


def _mine(reader: Member | None, comment_ids: Sequence[int]) -> Mine:
    if reader is None:
        return Mine()
    reacted = select(Reaction.comment_id, Reaction.kind).where(
        Reaction.member_id == reader.id, Reaction.comment_id.in_(comment_ids)
    )
    bookmarked = select(Bookmark.comment_id, literal("bookmark")).where(
        Bookmark.member_id == reader.id, Bookmark.comment_id.in_(comment_ids)
    )
    reactions: dict[int, list[str]] = {}
    for comment_id, kind in db.session.execute(union_all(reacted, bookmarked)):
        reactions.setdefault(comment_id, []).append(kind)
    marked = frozenset(i for i, kinds in reactions.items() if "bookmark" in kinds)
    return Mine(reader.id, reactions, marked)
