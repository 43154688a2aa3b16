"""Finds what a text leads to: addresses, and names of members behind an "@"."""

import re
from collections.abc import Iterable, Mapping

from connect.rich_text.elements import Element, Node, text_of
from connect.rich_text.mentions import MENTION, Mention, meant, mention_link
from connect.rich_text.schema import BLOCKS, link_attributes, safe_link

LINKED = re.compile(
    r"""(?P<link>(?<![\w/@])(?:https?://|mailto:)[^\s<>"]{1,2000}
               | (?<![\w./-])/comments/\d{1,18}\b(?!/))
      | (?P<address>(?<![\w.+@-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+)
      | (?P<mention>"""
    + MENTION
    + ")",
    re.VERBOSE,
)


def linked(text: str, mentions: Mapping[str, Mention], before: str = "") -> list[Node]:
    """`before` is the letter in front of the text, if there is one: no name begins in a word."""
    found: list[Node] = []
    written = at = len(before)
    text = before + text
    while match := LINKED.search(text, at):
        node, end = _link(match, mentions)
        at = max(end, match.start() + 1)
        if node:
            found += [text[written : match.start()], node]
            written = at
    return [piece for piece in (*found, text[written:]) if piece != ""]


def linked_throughout(
    nodes: Iterable[Node], mentions: Mapping[str, Mention], before: str = ""
) -> list[Node]:
    """A canonical tree in which what no link holds yet is linked: written in an editor, an
    address or a name means what it means in the plain notation."""
    found: list[Node] = []
    for node in nodes:
        if isinstance(node, str):
            found += linked(node, mentions, before)
        else:
            if node.tag not in {"a", "code"}:
                outer = "" if node.tag in BLOCKS else before
                node.children = linked_throughout(node.children, mentions, outer)
            found.append(node)
        before = text_of([node])[-1:]
    return found


def _link(match: re.Match[str], mentions: Mapping[str, Mention]) -> tuple[Element | None, int]:
    if match["mention"]:
        known = meant(match, mentions)
        return (mention_link(known[0]), known[1]) if known else (None, match.start() + 1)
    shown = _without_trailing_punctuation(match[0])
    end = match.start() + len(shown)
    href = safe_link(f"mailto:{shown}" if match["address"] else shown)
    return (Element("a", link_attributes(href), [shown]), end) if href else (None, end)


def _without_trailing_punctuation(link: str) -> str:
    """The full stop belongs to the sentence, and so does a bracket that was opened before."""
    while link[-1] in ".,;:!?'\"’»)]}…*_":
        if link[-1] == ")" and link.count("(") >= link.count(")"):
            break
        link = link[:-1]
    return link
