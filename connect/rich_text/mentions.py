"""`@Full Name`: who could be meant, and the link that says who was."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from connect.folding import fold
from connect.rich_text.elements import Element

MAX_MENTIONS = 50
# One to five words; not inside a word (an e-mail address) and not after another "@".
MENTION = r"(?<![\w@])@\w[\w'’.-]*(?:[ \u00a0]\w[\w'’.-]*){0,4}"


@dataclass(frozen=True)
class Mention:
    member_id: int
    name: str


def names_in(text: str) -> set[str]:
    """The folded names that may follow each "@": its next one to five words. Only the first
    fifty are looked at, so that one text cannot call the whole forum."""
    found = list(re.finditer(MENTION, text))[:MAX_MENTIONS]
    return {fold(text[match.start() + 1 : end]) for match in found for end in _ends(match)}


def meant(match: re.Match[str], mentions: Mapping[str, Mention]) -> tuple[Mention, int] | None:
    """The longest known name at this "@", and where it ends."""
    for end in _ends(match):
        mention = mentions.get(fold(match.string[match.start() + 1 : end]))
        if mention:
            return mention, end
    return None


def mention_link(mention: Mention) -> Element:
    return Element(
        "a",
        {
            "class": "mention",
            "href": f"/members/{mention.member_id}",
            "data-member": str(mention.member_id),
        },
        [f"@{mention.name}"],
    )


def _ends(match: re.Match[str]) -> Iterator[int]:
    """Where the name may end, longest first; a full stop behind it is the sentence's."""
    words = list(re.finditer(r"[^ \u00a0]+", match[0]))
    for word in reversed(words):
        end = match.start() + word.end()
        yield end
        trimmed = match.start() + len(match[0][: word.end()].rstrip(".'’-"))
        if trimmed != end:
            yield trimmed
