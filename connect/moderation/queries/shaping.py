"""What can be moved, and where to: for the pages on which a moderator looks before doing it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import and_, or_, select, true
from sqlalchemy.orm import contains_eager, joinedload

from connect.database import db
from connect.discussions import plans
from connect.discussions.models import Comment, Thread
from connect.discussions.trees import roots, with_answers
from connect.discussions.visibility import is_moderated_by, is_readable
from connect.members.models import Member
from connect.themes.models import Theme
from connect.themes.queries import visible_themes
from connect.web.addresses import number_in

PAGE_SIZE = 30
MOST_FOUND = 20
MOST_SHOWN = 20


@dataclass(frozen=True)
class Selection:
    """What a moderator chose. `count` comments move: these, and the answers below them.
    `branches` are the first of those that stand at the top of what moves."""

    chosen: Sequence[int]
    count: int
    branches: Sequence[Comment]
    is_stale: bool
    has_opening: bool

    @property
    def along(self) -> int:
        """Answers that come along without having been chosen."""
        return max(0, self.count - len(self.chosen))


def selection(thread: Thread, chosen: Collection[int]) -> Selection:
    leaves = plans.leaves_of(thread.id)
    standing = {leaf.id: leaf for leaf in leaves}
    kept = [id for id in dict.fromkeys(chosen) if id in standing]
    moved = with_answers(leaves, kept)
    return Selection(
        chosen=kept,
        count=len(moved),
        branches=comments_shown([leaf.id for leaf in roots(moved)[:MOST_SHOWN]]),
        is_stale=len(kept) < len(set(chosen)),
        has_opening=any(standing[id].number == 0 for id in kept),
    )


def comments_shown(ids: Collection[int]) -> Sequence[Comment]:
    return db.session.scalars(
        select(Comment)
        .where(Comment.id.in_(ids))
        .order_by(Comment.number)
        .options(joinedload(Comment.author))
    ).all()


def answers_page(thread: Thread, after: int) -> tuple[Sequence[Comment], bool]:
    """Answers in the order of the tree, those after number `after` of them in it; and whether more
    follow."""
    found = db.session.scalars(
        select(Comment)
        .where(Comment.thread_id == thread.id, Comment.number > 0)
        .order_by(Comment.path)
        .offset(after)
        .limit(PAGE_SIZE + 1)
        .options(joinedload(Comment.author))
    ).all()
    return found[:PAGE_SIZE], len(found) > PAGE_SIZE


def targets(by: Member, source: Thread, words: str) -> Sequence[Thread]:
    """Threads of themes that the moderator moderates, open, by words of their title or number."""
    number = number_in(words.strip().lstrip("#"))
    titled = [Thread.title.icontains(word, autoescape=True) for word in words.split()[:6]]
    named = and_(true(), *titled)
    matches = or_(named, Thread.id == number) if number else named
    return db.session.scalars(
        select(Thread)
        .join(Thread.theme)
        .where(
            is_readable(by),
            is_moderated_by(by),
            Thread.stands,
            Thread.home.is_(None),
            Thread.closed_at.is_(None),
            Thread.archived_at.is_(None),
            Thread.id != source.id,
            matches,
        )
        .order_by(Thread.last_activity_at.desc(), Thread.id.desc())
        .limit(MOST_FOUND)
        .options(contains_eager(Thread.theme))
    ).all()


def latest_of(thread: Thread) -> Sequence[Comment]:
    """The end of the thread where comments will arrive."""
    last = select(Comment).where(Comment.thread_id == thread.id, Comment.is_shown)
    ordered = last.order_by(Comment.number.desc()).limit(3).options(joinedload(Comment.author))
    return db.session.scalars(ordered).all()[::-1]


def moderated_themes(by: Member) -> Sequence[Theme]:
    themes = visible_themes(by)
    return [t for t in themes if by.is_organiser or t.id in by.moderated_theme_ids]
