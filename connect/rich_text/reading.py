"""What is read back from a stored text: its words, a short excerpt, whom it mentions."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from connect.rich_text.elements import Element, Node, text_of, walk
from connect.rich_text.html_reader import read_html
from connect.rich_text.pictures import picture_key
from connect.rich_text.schema import BLOCKS

ELLIPSIS = "…"
HOLDS_BLOCKS = frozenset(
    {"ul", "ol", "li", "blockquote", "table", "thead", "tbody", "tr", "td", "th", "figure"}
)

KINDS = frozenset({"h2", "h3", "li", "blockquote", "figcaption", "td", "th"})


class Paragraph(NamedTuple):
    kind: str
    text: str


def plain_text(html: str) -> str:
    """A line for each paragraph, item, cell and caption."""
    return "\n".join(_lines(read_html(html)))


def paragraphs(html: str) -> list[Paragraph]:
    """Each with what it is: the tag of a heading, item, quotation, cell or caption, else `p`;
    a picture is a paragraph that says its alternative text."""
    return list(_paragraphs(read_html(html), "p"))


def excerpt(html: str, length: int = 160) -> str:
    """The beginning in one line, without quoted passages unless there is nothing else."""
    nodes = read_html(html)
    own = " ".join(_lines(nodes, into_quotes=False)) or " ".join(_lines(nodes))
    text = " ".join(own.split())
    if len(text) <= length:
        return text
    cut = text[:length]
    return (cut[: cut.rfind(" ")] if " " in cut else cut[:-1]).rstrip(" ,.;:!?") + ELLIPSIS


def mentioned_members(html: str) -> list[int]:
    """Member ids in the order of the text, once each. A quoted mention calls nobody again."""
    found = (
        element.attributes["data-member"]
        for element in walk(read_html(html), into_quotes=False)
        if element.tag == "a" and element.attributes.get("data-member", "").isdecimal()
    )
    return list(dict.fromkeys(int(member_id) for member_id in found))


def picture_keys(html: str) -> list[str]:
    """The uploaded pictures that a text shows or was sent with, in its order, once each."""
    images = (element for element in walk(read_html(html)) if element.tag == "img")
    keys = (picture_key(image.attributes.get("src", "")) for image in images)
    return list(dict.fromkeys(key for key in keys if key))


def _paragraphs(nodes: Iterable[Node], kind: str) -> Iterator[Paragraph]:
    run: list[Node] = []
    for node in nodes:
        if not isinstance(node, Element) or node.tag not in BLOCKS:
            run.append(node)
            continue
        yield from (Paragraph(kind, text) for text in _text_lines(run))
        run = []
        if node.tag == "img":
            yield Paragraph("img", node.attributes.get("alt", ""))
        else:
            yield from _paragraphs(node.children, node.tag if node.tag in KINDS else kind)
    yield from (Paragraph(kind, text) for text in _text_lines(run))


def _lines(nodes: Iterable[Node], *, into_quotes: bool = True) -> Iterator[str]:
    run: list[Node] = []
    for node in nodes:
        if isinstance(node, Element) and node.tag in HOLDS_BLOCKS | {"p", "h2", "h3", "figcaption"}:
            yield from _text_lines(run)
            run = []
            if node.tag not in HOLDS_BLOCKS:
                yield from _text_lines(node.children)
            elif into_quotes or node.tag != "blockquote":
                yield from _lines(node.children, into_quotes=into_quotes)
        else:
            run.append(node)
    yield from _text_lines(run)


def _text_lines(nodes: list[Node]) -> Iterator[str]:
    text = text_of(nodes).strip()
    if text:
        yield text
