"""What a page of discussions shows, read in few queries, frozen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urlencode

from connect.discussions.foremost import NOTHING, Foremost
from connect.discussions.models import Comment, Reading, Thread
from connect.members.models import Member
from connect.themes.models import Theme

Order = Literal["tree", "time"]


@dataclass(frozen=True)
class Line:
    """What stands among comments and is none: right before the one with this path and number, as
    comments have it. Its template is given `shown`."""

    path: str
    number: float
    template: str
    shown: object


@dataclass(frozen=True)
class Window:
    """Up to PAGE_SIZE comments in the order asked for, and whether more stand on either side:
    `following` is the next one."""

    comments: Sequence[Comment]
    has_before: bool
    has_after: bool
    following: Comment | None = None


@dataclass(frozen=True)
class Mine:
    """What the reader did with the comments shown. Empty for a visitor and for a fragment
    that goes to many readers: their own page adds it back."""

    member_id: int | None = None
    reactions: Mapping[int, Sequence[str]] = field(default_factory=dict)
    bookmarks: frozenset[int] = frozenset()
    moderates: bool = False
    asks: bool = False
    """Whether the thread is their question, whose solution they can point out."""
    cites: bool = False
    """Whether they write what the thread comes to."""

    def pressed(self, comment: Comment, kind: str) -> bool:
        return kind in self.reactions.get(comment.id, ())

    def owns(self, comment: Comment) -> bool:
        return self.member_id == comment.author_id

    def touches(self, comment: Comment) -> bool:
        """Whether the comment looks different for this reader than for others."""
        marked = comment.id in self.reactions or comment.id in self.bookmarks
        return marked or self.moderates or self.asks or self.cites or self.owns(comment)


NOBODY = Mine()


@dataclass(frozen=True)
class ThreadPage:
    """`seq` was read before everything else: what came later is caught up from there.
    `opens_at` is the comment that the reader is to see first; none at the start of a thread."""

    thread: Thread
    opening: Comment
    seq: int
    order: Order
    window: Window
    reading: Reading | None
    first_unread: int | None
    mine: Mine
    opens_at: int | None = None
    is_shut: bool = False
    """Whether this reader, or once signed in this visitor, cannot answer."""
    announces: bool = False
    """Whether it is an announcement that this reader opens for the first time as it stands."""

    among: Sequence[Line] = ()

    def lines_at(self, index: int) -> Sequence[Line]:
        """Those before the comment shown at this place; at the end, before the next page."""
        shown = [*self.window.comments, self.window.following][: index + 1]
        after = shown[index - 1] if index else None
        before = shown[index] if index < len(shown) else None
        if after is None and self.window.has_before:
            return []
        return [
            line
            for line in sorted(self.among, key=self._place)
            if (after is None or self._place(after) < self._place(line))
            and (before is None or self._place(line) < self._place(before))
        ]

    def _place(self, shown: Comment | Line) -> tuple[float, str]:
        return (0, shown.path) if self.order == "tree" else (shown.number, "")

    def shown(self, comment_id: int | None) -> Comment | None:
        """The comment, if it is on this page."""
        return next((c for c in self.window.comments if c.id == comment_id), None)

    @property
    def loaded_after(self) -> str:
        """The place in the order before which nothing is loaded; empty from the start on."""
        if not self.window.has_before or not self.window.comments:
            return ""
        first = self.window.comments[0]
        return first.path if self.order == "tree" else str(first.number)

    @property
    def mine_state(self) -> dict[str, object]:
        """For the reader's own page to mark fragments that were rendered for everybody."""
        return {
            "member": self.mine.member_id,
            "reactions": self.mine.reactions,
            "bookmarks": sorted(self.mine.bookmarks),
            "moderates": self.mine.moderates,
            "asks": self.mine.asks,
            "cites": self.mine.cites,
        }

    @property
    def unread(self) -> frozenset[int]:
        """Numbers of the shown comments that the reader has not seen; none on a first visit."""
        return frozenset(self.unmarked) if self.reading else frozenset()

    @property
    def unmarked(self) -> Sequence[int]:
        """Numbers of the shown comments that the reader, once through the page, has read."""
        numbers = [comment.number for comment in self.window.comments]
        return [n for n in numbers if self.reading is None or not self.reading.has_read(n)]


@dataclass(frozen=True)
class ThreadRow:
    """A thread as a list shows it. `unread` is None for visitors and on threads never opened."""

    thread: Thread
    author: Member
    last_author: Member
    participants: Sequence[Member]
    unread: int | None = None


@dataclass(frozen=True)
class ThemePage:
    theme: Theme
    seq: int
    moderators: Sequence[Member]
    rows: Sequence[ThreadRow]
    next_cursor: str | None
    before: str | None = None
    tag: str | None = None
    kind: str | None = None
    foremost: Foremost = NOTHING
    archived: bool = False

    @property
    def is_whole(self) -> bool:
        """The newest threads of every kind: the one list that live events change."""
        return not (self.before or self.tag or self.kind or self.archived)

    @property
    def older_url(self) -> str | None:
        if self.next_cursor is None:
            return None
        asked = {"tag": self.tag, "kind": self.kind, "archived": "yes" if self.archived else None}
        asked["before"] = self.next_cursor
        return f"{self.theme.url}?{urlencode({k: v for k, v in asked.items() if v})}"
