"""The versions of a synthesis, each against the one before it."""

from collections.abc import Sequence
from dataclasses import dataclass

from connect.discussions.comparing import MOST_STEPS, Effort, compared
from connect.discussions.comparing import Line as Compared
from connect.discussions.models import Thread
from connect.rich_text import Paragraph
from connect.syntheses import queries
from connect.syntheses.models import LANGS, SECTIONS, Line, SynthesisVersion
from connect.syntheses.words import section_name

MOST_STEPS_OF_A_PAGE = 3 * MOST_STEPS


@dataclass(frozen=True)
class Side:
    """What a version says in one language, as both texts in one."""

    lang: str
    lines: Sequence[Compared]


@dataclass(frozen=True)
class Change:
    """A version; of the first one, all that it says. `cites_only`: the same words rest on other
    texts."""

    version: SynthesisVersion
    is_current: bool
    is_first: bool
    sides: Sequence[Side]

    @property
    def cites_only(self) -> bool:
        runs = [change for side in self.sides for line in side.lines for change, _ in line.runs]
        return not self.is_first and set(runs) <= {"same"}


def changes(thread: Thread, before: int | None = None) -> tuple[Sequence[Change], bool]:
    """A page of versions, latest first, from that number down; and whether older ones follow."""
    found = queries.versions(thread, before)
    shown, effort = found[: queries.SHOWN_VERSIONS], Effort(MOST_STEPS_OF_A_PAGE)
    pairs = zip(shown, [*found[1:], None], strict=False)
    return [_change(thread, v, earlier, effort) for v, earlier in pairs], len(found) > len(shown)


def _change(
    thread: Thread, version: SynthesisVersion, earlier: SynthesisVersion | None, effort: Effort
) -> Change:
    said, base = version.lines, (earlier or version).lines
    sides = [
        Side(lang, compared(_paragraphs(base, lang), _paragraphs(said, lang), effort))
        for lang in LANGS
    ]
    return Change(version, version.number == thread.synthesis_version, earlier is None, sides)


def _paragraphs(lines: Sequence[Line], lang: str) -> list[Paragraph]:
    found: list[Paragraph] = []
    for section in SECTIONS:
        said = [getattr(line, lang) for line in lines if line.section == section]
        if any(said):
            found.append(Paragraph("h3", section_name(section, lang)))
            found += [Paragraph("li", words) for words in said if words]
    return found
