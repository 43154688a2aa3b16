"""Reads the plain notation people type: paragraphs, lists, quotes, addresses and mentions."""

import re
from collections.abc import Mapping

from connect.rich_text.elements import Element, Node
from connect.rich_text.linking import linked
from connect.rich_text.mentions import Mention

MAX_DEPTH = 6
QUOTE = re.compile(r"> ?")
BULLET = re.compile(r"[-*•] +(?=\S)")
NUMBER = re.compile(r"(\d{1,3})[.)] +(?=\S)")
INDENT = re.compile(r" {2,4}(?=\S)")
ATTRIBUTION = re.compile(r"— (\S.*?) (/comments/\d{1,18})")


def read_plain(text: str, mentions: Mapping[str, Mention]) -> list[Node]:
    lines = [line.replace("\t", "    ").rstrip() for line in text.split("\n")]
    return PlainReader(mentions).blocks(lines, depth=0)


class PlainReader:
    def __init__(self, mentions: Mapping[str, Mention]) -> None:
        self.mentions = mentions

    def blocks(self, lines: list[str], depth: int) -> list[Node]:
        found: list[Node] = []
        at = 0
        while at < len(lines):
            start = at
            if not lines[at].strip():
                at += 1
            elif depth < MAX_DEPTH and QUOTE.match(lines[at]):
                while at < len(lines) and QUOTE.match(lines[at]):
                    at += 1
                found.append(
                    self.quote([QUOTE.sub("", x, count=1) for x in lines[start:at]], depth)
                )
            elif depth < MAX_DEPTH and (marker := _marker(lines[at])):
                while at < len(lines) and (marker.match(lines[at]) or INDENT.match(lines[at])):
                    at += 1
                found.append(self.listing(lines[start:at], marker, depth))
            else:
                at += 1
                while at < len(lines) and lines[at].strip() and not _begins_block(lines[at], depth):
                    at += 1
                found.append(Element("p", {}, self.lines_of(lines[start:at])))
        return found

    def quote(self, lines: list[str], depth: int) -> Element:
        """Its last line may say whose comment it is: `— Name /comments/123`."""
        while lines and not lines[-1].strip():
            lines = lines[:-1]
        signed = ATTRIBUTION.fullmatch(lines[-1]) if lines else None
        if not signed:
            return Element("blockquote", {}, self.blocks(lines, depth + 1))
        name, permalink = signed.groups()
        signature = Element("p", {}, ["— ", Element("a", {"href": permalink}, [name])])
        quoted = self.blocks(lines[:-1], depth + 1)
        return Element("blockquote", {"cite": permalink}, [*quoted, signature])

    def listing(self, lines: list[str], marker: re.Pattern[str], depth: int) -> Element:
        items: list[list[str]] = []
        for line in lines:
            if marker.match(line):
                items.append([marker.sub("", line, count=1)])
            else:
                items[-1].append(INDENT.sub("", line, count=1))
        contents = [Element("li", {}, self.item(item, depth + 1)) for item in items]
        if marker is BULLET:
            return Element("ul", {}, [*contents])
        first = NUMBER.match(lines[0])
        return Element("ol", {"start": str(int(first[1]))} if first else {}, [*contents])

    def item(self, lines: list[str], depth: int) -> list[Node]:
        """The first line is the item's own text, whatever it begins with."""
        rest = 1
        while rest < len(lines) and not _begins_block(lines[rest], depth):
            rest += 1
        return [*self.lines_of(lines[:rest]), *self.blocks(lines[rest:], depth)]

    def lines_of(self, lines: list[str]) -> list[Node]:
        found: list[Node] = []
        for line in lines:
            if found:
                found.append(Element("br"))
            found.extend(linked(line.strip(), self.mentions))
        return found


def _marker(line: str) -> re.Pattern[str] | None:
    return next((marker for marker in (BULLET, NUMBER) if marker.match(line)), None)


def _begins_block(line: str, depth: int) -> bool:
    return depth < MAX_DEPTH and bool(QUOTE.match(line) or _marker(line))
