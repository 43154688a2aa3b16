"""Which element may stand in which: the one canonical form of a text, whatever it came from.

A canonical tree reads back from its own HTML unchanged, so rendering twice changes nothing.
"""

import re
from collections.abc import Iterable, Mapping
from itertools import groupby

from connect.rich_text.characters import clean
from connect.rich_text.elements import Element, Node, text_of
from connect.rich_text.mentions import Mention, mention_link
from connect.rich_text.pictures import Picture, picture_key
from connect.rich_text.schema import (
    BLOCKS,
    allowed_attributes,
    link_attributes,
    safe_link,
)

SPACES = re.compile(r"[ \t\n\f]+")


class ContentModel:
    """`members` are the members a text may mention, by id; `pictures` those it may hold, by key."""

    def __init__(self, members: Mapping[str, Mention], pictures: Mapping[str, Picture]) -> None:
        self.members = members
        self.pictures = pictures

    def flow(self, nodes: Iterable[Node], *, bare: bool = False) -> list[Node]:
        """Blocks. What stands between them becomes paragraphs, or stays bare in items and cells."""
        found: list[Node] = []
        run: list[Node] = []

        def end_run() -> None:
            inline = self.inline(run)
            if inline:
                found.extend(inline if bare else [Element("p", {}, inline)])
            run.clear()

        for node in nodes:
            if isinstance(node, Element) and node.tag in BLOCKS:
                end_run()
                found.extend(self.block(node))
            else:
                run.append(node)
        end_run()
        return found

    def block(self, element: Element) -> list[Node]:
        match element.tag:
            case "p" | "h2" | "h3":
                return self.keep(element, self.inline(element.children))
            case "ul" | "ol":
                return self.keep(element, self.only(element.children, {"li"}, "li"))
            case "blockquote":
                return self.keep(element, self.flow(element.children))
            case "hr":
                return [Element("hr")]
            case "table":
                return self.table(element)
            case "figure" | "img":
                return self.figure(element)
            case _:  # an item, a cell, a caption without what it belongs to
                return self.flow(element.children)

    def keep(self, element: Element, children: list[Node]) -> list[Node]:
        if not children:
            return []
        attributes = allowed_attributes(element.tag, element.attributes)
        return [Element(element.tag, attributes, children)]

    def only(self, nodes: Iterable[Node], tags: set[str], missing: str) -> list[Node]:
        """Children of the named kinds; anything else gets the `missing` one around it."""
        found: list[Node] = []
        stray: list[Node] = []

        def end_stray() -> None:
            contents = self.flow(stray, bare=True)
            if contents:
                found.append(Element(missing, {}, contents))
            stray.clear()

        for node in nodes:
            if isinstance(node, Element) and node.tag in tags:
                end_stray()
                contents = self.flow(node.children, bare=True)
                if contents or node.tag != "li":
                    attributes = allowed_attributes(node.tag, node.attributes)
                    found.append(Element(node.tag, attributes, contents))
            else:
                stray.append(node)
        end_stray()
        return found

    def table(self, table: Element) -> list[Node]:
        parts: list[Node] = []
        loose: list[Node] = []
        for child in table.children:
            if isinstance(child, Element) and child.tag in {"thead", "tbody"}:
                parts += self.rows("tbody", loose)
                loose = []
                parts += self.rows(child.tag, child.children)
            else:
                loose.append(child)
        parts += self.rows("tbody", loose)
        return self.keep(table, parts) if text_of(parts).strip() else []

    def rows(self, tag: str, nodes: list[Node]) -> list[Node]:
        rows: list[Node] = []
        for node in nodes:
            cells = node.children if isinstance(node, Element) and node.tag == "tr" else [node]
            contents = self.only(cells, {"td", "th"}, "td")
            if contents:
                rows.append(Element("tr", {}, contents))
        return [Element(tag, {}, rows)] if rows else []

    def figure(self, element: Element) -> list[Node]:
        """One picture of the text's own and its caption; without it, what is left of the text."""
        children = [element] if element.tag == "img" else element.children
        images = [x for x in children if isinstance(x, Element) and x.tag == "img"]
        shown = [image for image in map(self.image, images) if image]
        rest = [x for x in children if not any(x is image for image in images)]
        if not shown:
            return self.flow(rest)
        caption = self.inline(rest)
        captions = [Element("figcaption", {}, caption)] if caption else []
        return [Element("figure", {}, [shown[0], *captions])]

    def image(self, element: Element) -> Element | None:
        """Of what was sent only the description counts; address and size are the picture's."""
        picture = self.pictures.get(picture_key(element.attributes.get("src", "")) or "")
        if picture is None:
            return None
        alt = SPACES.sub(" ", clean(element.attributes.get("alt", ""))).strip()
        size = {"width": str(picture.width), "height": str(picture.height)}
        return Element("img", {"src": picture.url, "alt": alt, **size})

    def inline(self, nodes: Iterable[Node]) -> list[Node]:
        return _trimmed(_merged(self.pieces(nodes, in_link=False)))

    def pieces(self, nodes: Iterable[Node], *, in_link: bool) -> list[Node]:
        found: list[Node] = []
        for node in nodes:
            if isinstance(node, str):
                found.append(node)
            elif node.tag == "br":
                found.append(Element("br"))
            elif mention := self.mention(node):
                found += [mention] if not in_link else mention.children
            elif node.tag == "a" and not in_link and _link_of(node):
                found += self.link(node)
            elif node.tag in {"strong", "em", "code"}:
                found += self.marked(node, in_link=in_link)
            else:
                apart: list[Node] = [Element("br")] if node.tag in BLOCKS else []
                found += [*apart, *self.pieces(node.children, in_link=in_link), *apart]
        return found

    def mention(self, element: Element) -> Element | None:
        if element.tag == "span" and element.attributes.get("data-type") == "mention":
            member = self.members.get(element.attributes.get("data-id", ""))
        elif element.tag == "a" and element.attributes.get("class") == "mention":
            member = self.members.get(element.attributes.get("data-member", ""))
        else:
            member = None
        return mention_link(member) if member else None

    def link(self, element: Element) -> list[Node]:
        attributes = link_attributes(_link_of(element))
        return _wrapped("a", attributes, self.pieces(element.children, in_link=True))

    def marked(self, element: Element, *, in_link: bool) -> list[Node]:
        return _wrapped(element.tag, {}, self.pieces(element.children, in_link=in_link))


def _wrapped(tag: str, attributes: dict[str, str], nodes: list[Node]) -> list[Node]:
    """The element around its text, or, when there is none to see, only what it held."""
    children = _merged(nodes)
    if not text_of(children).strip():
        return children
    return [Element(tag, attributes, children)]


def _merged(nodes: Iterable[Node]) -> list[Node]:
    """Neighbouring text in one piece: characters compose across a tag that was dropped."""
    found: list[Node] = []
    for is_text, group in groupby(nodes, lambda node: isinstance(node, str)):
        if not is_text:
            found += group
        elif text := SPACES.sub(" ", clean(text_of(group))):
            found.append(text)
    return found


def _trimmed(nodes: list[Node]) -> list[Node]:
    """No blanks around a line, no empty lines at either end."""
    lines: list[list[Node]] = [[]]
    for node in nodes:
        if isinstance(node, Element) and node.tag == "br":
            lines.append([])
        else:
            lines[-1].append(node)
    lines = [_trimmed_line(line) for line in lines]
    while lines and not lines[0]:
        lines.pop(0)
    while lines and not lines[-1]:
        lines.pop()
    found: list[Node] = []
    for number, line in enumerate(lines):
        if number:
            found.append(Element("br"))
        found += line
    return found


def _trimmed_line(line: list[Node]) -> list[Node]:
    if not text_of(line).strip():
        return []
    if isinstance(line[0], str):
        line[0] = line[0].lstrip(" ")
    if isinstance(line[-1], str):
        line[-1] = line[-1].rstrip(" ")
    return [node for node in line if node != ""]


def _link_of(element: Element) -> str:
    return safe_link(element.attributes.get("href", "")) or ""
