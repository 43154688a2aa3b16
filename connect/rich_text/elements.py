"""A text as a tree, and the tree as HTML: every text node and attribute is escaped here."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

VOID = frozenset({"br", "hr", "img"})


@dataclass
class Element:
    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: "list[Node]" = field(default_factory=list)


Node = Element | str


def to_html(nodes: Iterable[Node]) -> str:
    return "".join(_html_of(node) for node in nodes)


def text_of(nodes: Iterable[Node]) -> str:
    return "".join(node if isinstance(node, str) else _text_of(node) for node in nodes)


def walk(nodes: Iterable[Node], *, into_quotes: bool = True) -> Iterator[Element]:
    """Every element, in the order of the text."""
    for node in nodes:
        if isinstance(node, Element) and (into_quotes or node.tag != "blockquote"):
            yield node
            yield from walk(node.children, into_quotes=into_quotes)


def _html_of(node: Node) -> str:
    if isinstance(node, str):
        return _escape(node)
    attributes = "".join(
        f' {name}="{_escape(value, quotes=True)}"' for name, value in node.attributes.items()
    )
    if node.tag in VOID:
        return f"<{node.tag}{attributes}>"
    return f"<{node.tag}{attributes}>{to_html(node.children)}</{node.tag}>"


def _text_of(element: Element) -> str:
    return "\n" if element.tag == "br" else text_of(element.children)


def _escape(text: str, *, quotes: bool = False) -> str:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return escaped.replace('"', "&quot;") if quotes else escaped
