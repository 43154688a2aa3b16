"""Threads, comments, and what members do with them."""

from datetime import datetime
from typing import Any, Literal

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
    and_,
    or_,
)
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, mapped_column, relationship

from connect.database import Base, utc_now
from connect.discussions.reading_marks import Marks, unread_count
from connect.members.models import Member
from connect.themes.models import Theme

ThreadKind = Literal["question", "experience", "proposal", "discussion"]
ThreadAudience = Literal["theme", "public", "partners", "members", "nobody"]
ReactionKind = Literal["useful", "we_do_this_too", "have_a_question"]
PATH = Text(collation="C").with_variant(Text(), "sqlite")


class Thread(Base):
    """A subject under a theme. Its opening text is its comment number 0.

    `last_number` counts every comment ever posted, `comment_count` those still to be read.
    The list page is told by this row alone: the `last_*` and `participants` columns are copies
    of what its latest comments say (`participants`: at most four member ids, latest first).

    The discussion under something else (a strategy) is a thread as well: `home` is the address
    of the page that shows it, its opening that text in brief, and `audience` who reads it; the
    feature whose page it is carries both along. Of all others the theme says who reads.

    What moderators decide about it stands here too, so that no page has to ask twice; why they
    did, `moderation` knows. `second_theme_id` lists it in another theme as well. `solution_id` and
    `pinned_comment_id` are comments of it. Numbers in `gaps` (pairs of first and last) stood here
    and were moved away. Hidden, it is for its author and its moderators; merged into another
    thread, it is an address that leads there.

    `synthesis_version`: the one that stands of what it comes to, 0 without any; beside its
    moderators, the members of `synthesis_writers` write it.
    """

    __tablename__ = "threads"
    __table_args__ = (
        UniqueConstraint("author_id", "token"),
        Index(None, "theme_id", "last_activity_at", "id"),
        Index(None, "second_theme_id", "last_activity_at", "id"),
        Index(None, "last_activity_at", "id"),
        Index(None, "kind", "comment_count", "last_activity_at", "id"),
        Index(None, "featured_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    theme_id: Mapped[int] = mapped_column(ForeignKey("themes.id"))
    author_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    kind: Mapped[ThreadKind] = mapped_column(String(16))
    title: Mapped[str] = mapped_column(String(120))
    lang: Mapped[str] = mapped_column(String(2))
    token: Mapped[str | None] = mapped_column(String(36))
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    last_activity_at: Mapped[datetime] = mapped_column(default=utc_now)
    last_number: Mapped[int] = mapped_column(default=0)
    comment_count: Mapped[int] = mapped_column(default=0)
    last_author_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    last_excerpt: Mapped[str] = mapped_column(String(200), default="")
    last_lang: Mapped[str] = mapped_column(String(2))
    participants: Mapped[list[int]] = mapped_column(default=list)
    withdrawn_at: Mapped[datetime | None]
    audience: Mapped[ThreadAudience] = mapped_column(String(16), default="theme")
    home: Mapped[str | None] = mapped_column(String(64))

    second_theme_id: Mapped[int | None] = mapped_column(ForeignKey("themes.id"))
    featured_at: Mapped[datetime | None]
    featured_because: Mapped[str] = mapped_column(String(200), default="")
    featured_lang: Mapped[str | None] = mapped_column(String(2))
    pinned_comment_id: Mapped[int | None]
    solution_id: Mapped[int | None]
    closed_at: Mapped[datetime | None]
    reopens_at: Mapped[datetime | None] = mapped_column(index=True)
    slow_minutes: Mapped[int | None]
    archived_at: Mapped[datetime | None]
    hidden_at: Mapped[datetime | None]
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("threads.id"), index=True)
    gaps: Mapped[list[list[int]]] = mapped_column(default=list)
    decision_count: Mapped[int] = mapped_column(default=0)
    synthesis_version: Mapped[int] = mapped_column(default=0)
    synthesis_writers: Mapped[list[int]] = mapped_column(default=list)

    theme: Mapped[Theme] = relationship(foreign_keys=theme_id)
    second_theme: Mapped[Theme | None] = relationship(foreign_keys=second_theme_id)
    author: Mapped[Member] = relationship(foreign_keys=author_id)
    tags: Mapped[list["ThreadTag"]] = relationship(order_by="ThreadTag.name")
    pinned_comment: Mapped["Comment | None"] = relationship(
        primaryjoin="foreign(Thread.pinned_comment_id) == Comment.id", viewonly=True
    )
    solution: Mapped["Comment | None"] = relationship(
        primaryjoin="foreign(Thread.solution_id) == Comment.id", viewonly=True
    )

    @property
    def stream(self) -> str:
        return f"thread:{self.id}"

    @property
    def streams(self) -> list[str]:
        """Where its events are heard: beside its own readers, by those of its themes' lists."""
        return [self.stream] if self.home else [self.stream, *self.list_streams]

    @property
    def theme_ids(self) -> list[int]:
        return [theme_id for theme_id in (self.theme_id, self.second_theme_id) if theme_id]

    @property
    def list_streams(self) -> list[str]:
        """The lists that change live with it. Who hears a second theme without reading the first
        hears nothing: then that list shows it to its readers when they open it."""
        own = f"theme:{self.theme_id}"
        if self.second_theme is None or not self.theme.is_as_open_as(self.second_theme):
            return [own]
        return [own, self.second_theme.stream]

    @hybrid_property
    def stands(self) -> bool:
        """Whether it is there for everybody within reach."""
        return self.withdrawn_at is None and self.hidden_at is None and self.merged_into_id is None

    @stands.inplace.expression
    @classmethod
    def _stands(cls) -> ColumnElement[bool]:
        taken_away = (cls.withdrawn_at, cls.hidden_at, cls.merged_into_id)
        return and_(*(column.is_(None) for column in taken_away))

    @property
    def is_open(self) -> bool:
        """Whether members may answer in it."""
        return self.stands and self.closed_at is None and self.archived_at is None

    @property
    def shown_first(self) -> "Comment | None":
        """The comment that its page shows under the opening, while its words are to be read."""
        return self._standing(self.pinned_comment)

    @property
    def answered_by(self) -> "Comment | None":
        """What solves the question, while its words are to be read."""
        return self._standing(self.solution) if self.kind == "question" else None

    def _standing(self, comment: "Comment | None") -> "Comment | None":
        """Unless it was taken away, or to another thread."""
        return comment if comment and comment.stands and comment.thread_id == self.id else None

    @property
    def url(self) -> str:
        """The page that shows it."""
        return self.home or self.address

    @property
    def among(self) -> str:
        """Who may be mentioned in it, as `/members/suggestions` is asked."""
        if self.audience == "theme":
            return f"theme={self.theme.slug}"
        return f"audience={self.audience}"

    @property
    def address(self) -> str:
        """Under which its forms post, wherever it is shown."""
        return f"/threads/{self.id}"


class ThreadTag(Base):
    """A word that a thread can be found by, in lower case."""

    __tablename__ = "thread_tags"

    thread_id: Mapped[int] = mapped_column(
        ForeignKey("threads.id", ondelete="CASCADE"), primary_key=True
    )
    name: Mapped[str] = mapped_column(String(40), primary_key=True, index=True)


class Comment(Base):
    """Answers a thread or another comment.

    `number` is the order of posting in the thread (the opening is 0). `path` is the place in
    the tree: sorted by it, a thread reads depth first, answers under what they answer, at the
    cost of one index range (see `paths`). `html` has passed `rich_text`. Its author takes it back
    (`withdrawn_at`), a moderator hides it (`hidden_at`, and why: no reason as long as it only waits
    for a moderator); its words are read while it stands. `cleared_version`: the version that a
    moderator found nothing wrong with.
    `citation_count`: lines of syntheses that rest on it.
    """

    __tablename__ = "comments"
    __table_args__ = (
        UniqueConstraint("author_id", "token"),
        UniqueConstraint("thread_id", "number"),
        UniqueConstraint("thread_id", "path"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    thread_id: Mapped[int] = mapped_column(ForeignKey("threads.id"))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("comments.id"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    number: Mapped[int]
    path: Mapped[str] = mapped_column(PATH)
    depth: Mapped[int]
    html: Mapped[str] = mapped_column(Text)
    lang: Mapped[str] = mapped_column(String(2))
    files: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    token: Mapped[str | None] = mapped_column(String(36))
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    edited_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    hidden_at: Mapped[datetime | None]
    hidden_because: Mapped[str] = mapped_column(String(500), default="")
    hidden_lang: Mapped[str | None] = mapped_column(String(2))
    cleared_version: Mapped[int | None]
    answer_count: Mapped[int] = mapped_column(default=0)
    citation_count: Mapped[int] = mapped_column(default=0)
    useful_count: Mapped[int] = mapped_column(default=0)
    we_do_this_too_count: Mapped[int] = mapped_column(default=0)
    have_a_question_count: Mapped[int] = mapped_column(default=0)

    author: Mapped[Member] = relationship()
    thread: Mapped[Thread] = relationship()
    parent: Mapped["Comment | None"] = relationship(remote_side=id)

    @property
    def is_opening(self) -> bool:
        return self.number == 0

    @hybrid_property
    def stands(self) -> bool:
        """Whether its words are to be read."""
        return self.withdrawn_at is None and self.hidden_at is None

    @stands.inplace.expression
    @classmethod
    def _stands(cls) -> ColumnElement[bool]:
        return and_(cls.withdrawn_at.is_(None), cls.hidden_at.is_(None))

    @hybrid_property
    def is_shown(self) -> bool:
        """A withdrawn one leaves a trace only where it was answered, and where it opens a thread; a
        hidden one everywhere, because moderation is seen."""
        answered = self.answer_count > 0 or self.number == 0
        return self.withdrawn_at is None or self.hidden_at is not None or answered

    @is_shown.inplace.expression
    @classmethod
    def _is_shown(cls) -> ColumnElement[bool]:
        answered = or_(cls.answer_count > 0, cls.number == 0)
        return or_(cls.withdrawn_at.is_(None), cls.hidden_at.is_not(None), answered)

    @property
    def url(self) -> str:
        """Stays true when a comment moves to another page or another thread."""
        return f"/comments/{self.id}"

    @property
    def subject(self) -> str:
        return f"comment:{self.id}"

    @property
    def file_keys(self) -> list[str]:
        return [file["key"] for file in self.files]


class Revision(Base):
    """What a comment (and, for an opening, its thread's title) said before an edit.

    A moderator can take a version away whose words are nobody's business: its words and files
    are gone then, and who did it, when and why stands in their place.
    """

    __tablename__ = "revisions"
    __table_args__ = (UniqueConstraint("comment_id", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    comment_id: Mapped[int] = mapped_column(ForeignKey("comments.id", ondelete="CASCADE"))
    version: Mapped[int]
    title: Mapped[str | None] = mapped_column(String(120))
    html: Mapped[str] = mapped_column(Text)
    lang: Mapped[str] = mapped_column(String(2))
    files: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    editor_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    written_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]
    removed_by_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    removal_reason: Mapped[str | None] = mapped_column(String(500))

    removed_by: Mapped[Member | None] = relationship(foreign_keys=removed_by_id)


class Reaction(Base):
    """One member's named answer without words."""

    __tablename__ = "reactions"
    __table_args__ = (
        CheckConstraint("kind IN ('useful', 'we_do_this_too', 'have_a_question')", name="kind"),
    )

    comment_id: Mapped[int] = mapped_column(
        ForeignKey("comments.id", ondelete="CASCADE"), primary_key=True
    )
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), primary_key=True, index=True)
    kind: Mapped[str] = mapped_column(String(16), primary_key=True)
    created_at: Mapped[datetime] = mapped_column(default=utc_now)


class Bookmark(Base):
    """A comment a member wants to find again."""

    __tablename__ = "bookmarks"

    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), primary_key=True)
    comment_id: Mapped[int] = mapped_column(
        ForeignKey("comments.id", ondelete="CASCADE"), primary_key=True
    )
    created_at: Mapped[datetime] = mapped_column(default=utc_now)


class Reading(Base):
    """How far a member has read a thread: every number up to `read_through`, and those of
    `read_beyond`. Numbers, not a date: answers appear in the middle of a tree."""

    __tablename__ = "readings"

    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), primary_key=True)
    thread_id: Mapped[int] = mapped_column(
        ForeignKey("threads.id", ondelete="CASCADE"), primary_key=True
    )
    read_through: Mapped[int] = mapped_column(default=0)
    read_beyond: Mapped[list[int]] = mapped_column(default=list)
    read_at: Mapped[datetime] = mapped_column(default=utc_now)

    @property
    def marks(self) -> Marks:
        return Marks(self.read_through, self.read_beyond)

    def has_read(self, number: int) -> bool:
        return self.marks.has(number)

    def unread_count(self, thread: Thread) -> int:
        return unread_count(self.marks, thread.last_number, thread.gaps)
