"""A synthesis as its pages show it, the same for every reader."""

from collections.abc import Sequence
from dataclasses import dataclass

from connect.discussions.models import Comment, Thread
from connect.syntheses.models import LANGS, SECTIONS, Line, Section, SynthesisVersion, state_of


@dataclass(frozen=True)
class Cited:
    """A comment, and the state in which it was seen. `turn`: which of its author's it is among
    those of the line."""

    comment: Comment
    seen: str
    turn: int = 1

    @property
    def is_changed(self) -> bool:
        return state_of(self.comment) != self.seen


@dataclass(frozen=True)
class ShownLine:
    """`number` counts through all sections."""

    number: int
    line: Line
    cited: Sequence[Cited]

    def said_in(self, lang: str) -> str:
        return self.line.fr if lang == "fr" else self.line.nl

    @property
    def is_to_review(self) -> bool:
        return any(cited.is_changed for cited in self.cited)

    @property
    def state(self) -> str:
        """That of all texts it rests on, as somebody saw them who says that it is still right."""
        return "; ".join(f"{cited.comment.id}: {state_of(cited.comment)}" for cited in self.cited)


@dataclass(frozen=True)
class Synthesis:
    """The version that stands."""

    thread: Thread
    version: SynthesisVersion
    lines: Sequence[ShownLine]

    @property
    def url(self) -> str:
        return f"{self.thread.address}/synthesis"

    @property
    def sections(self) -> list[tuple[Section, list[ShownLine]]]:
        """Those that say something."""
        found = [
            (name, [shown for shown in self.lines if shown.line.section == name])
            for name in SECTIONS
        ]
        return [(name, lines) for name, lines in found if lines]

    @property
    def to_review(self) -> list[ShownLine]:
        return [shown for shown in self.lines if shown.is_to_review]


@dataclass(frozen=True)
class OfThread:
    """What stands above the answers of a thread: a place for its synthesis, also where there is
    none yet, and whether this reader writes it."""

    thread: Thread
    synthesis: Synthesis | None
    writes: bool


def langs_for(locale: str) -> Sequence[str]:
    """The reader's own language first, where a synthesis is written in it."""
    return sorted(LANGS, key=lambda lang: lang != locale)
