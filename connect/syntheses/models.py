"""What a thread comes to, version by version, and the texts on which each of its lines rests."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Literal, get_args

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from connect.database import Base, utc_now
from connect.discussions.models import Comment, Thread
from connect.members.models import Member

Section = Literal["agreed", "debated", "open"]
SECTIONS: tuple[Section, ...] = get_args(Section)
LANGS = ("fr", "nl")
MOST_LINES = 30
MOST_CITED = 8
LONGEST_LINE = 400


@dataclass(frozen=True)
class Line:
    """One thing that is agreed, debated or open, in French, Dutch or both; `cites` are the
    comments it rests on, by id."""

    section: Section
    fr: str = ""
    nl: str = ""
    cites: tuple[int, ...] = ()

    @property
    def words(self) -> tuple[str, str]:
        return self.fr, self.nl

    @property
    def as_row(self) -> dict[str, Any]:
        return asdict(self) | {"cites": list(self.cites)}


class SynthesisVersion(Base):
    """Every save is one: `rows` are all its lines, in the order of the page. The thread knows
    which of them stands."""

    __tablename__ = "synthesis_versions"
    __table_args__ = (UniqueConstraint("thread_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    thread_id: Mapped[int] = mapped_column(ForeignKey("threads.id"))
    number: Mapped[int]
    rows: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    writer_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    written_at: Mapped[datetime] = mapped_column(default=utc_now)

    thread: Mapped[Thread] = relationship()
    writer: Mapped[Member] = relationship()

    @property
    def lines(self) -> Sequence[Line]:
        return [Line(**{**row, "cites": tuple(row["cites"])}) for row in self.rows]


class Citation(Base):
    """A line of the version that stands (counted from 1) rests on a comment, which was `seen` in
    this state (see `state_of`) when somebody last said that the line is right."""

    __tablename__ = "citations"

    thread_id: Mapped[int] = mapped_column(ForeignKey("threads.id"), primary_key=True)
    line: Mapped[int] = mapped_column(primary_key=True)
    comment_id: Mapped[int] = mapped_column(ForeignKey("comments.id"), primary_key=True, index=True)
    seen: Mapped[str] = mapped_column(String(48))


def state_of(comment: Comment) -> str:
    """What has to be the same for a line that rests on it to be still right: "3 in 12"."""
    gone = "" if comment.stands else " gone"
    return f"{comment.version}{gone} in {comment.thread_id}"


def subject_of(thread_id: int) -> str:
    """The name under which drafts and events know the synthesis of a thread."""
    return f"synthesis:{thread_id}"
