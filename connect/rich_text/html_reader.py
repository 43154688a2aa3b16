"""Reads HTML of any quality into a tree of allowed elements, in one pass and linear time.

html5lib, under bleach, rebuilds mis-nested markup as browsers do, which a hostile text can make
quadratic or deeper than the stack; what reaches it has gone through here first.
"""

import html
import re

from connect.rich_text.elements import VOID, Element, Node
from connect.rich_text.schema import BLOCKS, TAGS

MAX_DEPTH = 24
TOKEN = re.compile(
    r"""<!--.*?(?:-->|\Z)
      | <(?P<raw>script|style|template|noscript|noembed|noframes|iframe|object|svg|math|title
          |textarea|select|xmp)\b.*?(?:</(?P=raw)\b[^<>]*>|\Z)
      | <[!?][^<>]*>?
      | <(?P<close>/?)(?P<tag>[a-z][a-z0-9:-]*)
          (?P<attributes>(?:[^<>"']++|"[^"<]*+"|'[^'<]*+')*+)>""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
ATTRIBUTE = re.compile(
    r"""([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+)))?""", re.ASCII
)
SYNONYMS = {
    "b": "strong",
    "i": "em",
    "h1": "h2",
    "h4": "h3",
    "h5": "h3",
    "h6": "h3",
    "tfoot": "tbody",
}
# These have no place of their own in a text, but what stood in them stays a paragraph apart.
PARAGRAPH_LIKE = frozenset(
    {"div", "section", "article", "header", "footer", "main", "aside", "nav", "address", "pre"}
    | {"dl", "dt", "dd", "form", "center"}
)
# HTML leaves these end tags out: which open elements a new one ends.
LINES = frozenset({"p", "h2", "h3"})
ENDS = {
    "li": LINES | {"li"},
    "td": LINES | {"td", "th"},
    "th": LINES | {"td", "th"},
    "tr": LINES | {"td", "th", "tr"},
    "thead": LINES | {"td", "th", "tr"},
    "tbody": LINES | {"td", "th", "tr", "thead", "tbody"},
}


def read_html(source: str) -> list[Node]:
    root = Element("")
    open_elements = [root]
    end = 0
    for token in TOKEN.finditer(source):
        _append_text(open_elements[-1], source[end : token.start()])
        end = token.end()
        if token["tag"]:
            _take_tag(
                open_elements, token["tag"].lower(), token["attributes"], bool(token["close"])
            )
    _append_text(open_elements[-1], source[end:])
    return root.children


def _take_tag(open_elements: list[Element], name: str, attributes: str, closes: bool) -> None:
    tag = SYNONYMS.get(name, "p" if name in PARAGRAPH_LIKE else name)
    if closes:
        _close(open_elements, tag)
        return
    if tag not in TAGS and tag != "span":
        return
    while tag in BLOCKS and open_elements[-1].tag in ENDS.get(tag, LINES):
        open_elements.pop()
    element = Element(tag, _read_attributes(attributes))
    open_elements[-1].children.append(element)
    if tag not in VOID and len(open_elements) <= MAX_DEPTH:
        open_elements.append(element)


def _close(open_elements: list[Element], tag: str) -> None:
    for depth in range(len(open_elements) - 1, 0, -1):
        if open_elements[depth].tag == tag:
            del open_elements[depth:]
            return


def _append_text(parent: Element, source: str) -> None:
    if source:
        parent.children.append(html.unescape(source))


def _read_attributes(source: str) -> dict[str, str]:
    attributes: dict[str, str] = {}
    for name, double, single, bare in ATTRIBUTE.findall(source):
        attributes.setdefault(name.lower(), html.unescape(double or single or bare))
    return attributes
