"""From what a form field holds to what is stored, and back into the field."""

import re
from collections.abc import Mapping

from connect.folding import fold
from connect.rich_text.characters import clean, one_line
from connect.rich_text.content_model import ContentModel
from connect.rich_text.elements import Element, Node, text_of, to_html, walk
from connect.rich_text.html_reader import read_html
from connect.rich_text.linking import linked_throughout
from connect.rich_text.mentions import Mention, names_in
from connect.rich_text.pictures import Picture
from connect.rich_text.plain_reader import read_plain
from connect.rich_text.plain_writer import quoted, write_plain
from connect.rich_text.reading import plain_text
from connect.rich_text.schema import sanitise

MAX_INPUT = 64 * 1024
MAX_STORED = 96 * 1024
MAX_TAGS = 6_000
NOBODY: Mapping[str, Mention] = {}
NO_PICTURES: Mapping[str, Picture] = {}
BEGINS_AS_HTML = re.compile(
    r"\s*<(?:p|h[1-6]|ul|ol|blockquote|hr|table|figure)(?:\s[^<>]*)?/?>", re.IGNORECASE
)


class TextTooLong(ValueError):
    """More than MAX_INPUT characters typed, or more markup than anybody writes: bleach takes
    up to 30 microseconds a tag or entity, and a page has to show it."""


class TextEmpty(ValueError):
    """Nothing to read is left."""


def render(
    body: str,
    mentions: Mapping[str, Mention] = NOBODY,
    pictures: Mapping[str, Picture] = NO_PICTURES,
) -> str:
    """HTML to store. `body` is HTML when it begins with a block element, else plain text;
    `mentions` are the members a text may mention, by folded name, and `pictures` the ones it
    may hold, by key: others are left out."""
    if len(body) > MAX_INPUT or body.count("\n") > MAX_TAGS:
        raise TextTooLong
    source = read_html(body) if is_html(body) else read_plain(clean(body), mentions)
    members = {str(m.member_id): m for m in mentions.values()}
    nodes = linked_throughout(ContentModel(members, pictures).flow(source), mentions)
    if not text_of(nodes).strip() and not any(element.tag == "img" for element in walk(nodes)):
        raise TextEmpty
    html = to_html(nodes)
    if len(html) > MAX_STORED or html.count("<") > MAX_TAGS:
        raise TextTooLong
    return sanitise(html)


def is_html(body: str) -> bool:
    return BEGINS_AS_HTML.match(body) is not None


def length(body: str) -> int:
    """In characters to read: of markup, which an editor wrote, nobody knows."""
    is_readable = is_html(body) and len(body) <= MAX_INPUT
    return len(plain_text(body) if is_readable else body)


def mention_candidates(body: str) -> set[str]:
    """The folded names `body` could mean, for the caller to look up."""
    if len(body) > MAX_INPUT:
        raise TextTooLong
    return names_in(plain_text(body) if is_html(body) else clean(body))


def as_editable(html: str) -> str:
    """What the form field shows: the plain notation if it says everything, else the HTML itself."""
    nodes = read_html(html)
    plain = write_plain(nodes)
    try:
        unchanged = render(plain, _mentions_in(nodes)) == html
    except ValueError:
        return html
    return plain if unchanged else html


def quote(html_or_text: str, author: str, comment_id: int) -> str:
    """The plain notation of a quoted passage, without what it quotes itself."""
    if is_html(html_or_text):
        own = [n for n in read_html(html_or_text) if not _is_quote(n)]
        passage = write_plain(own)
    else:
        passage = clean(html_or_text).strip()
    return quoted(f"{passage}\n— {one_line(author)} /comments/{comment_id}")


def joined(body: str, more: str) -> str:
    """What a field holds, and under it `more` in the plain notation."""
    if is_html(body):
        return body + render(more)
    return f"{body.rstrip()}\n\n{more}" if body.strip() else more


def _is_quote(node: Node) -> bool:
    return isinstance(node, Element) and node.tag == "blockquote"


def _mentions_in(nodes: list[Node]) -> dict[str, Mention]:
    found = (element for element in walk(nodes) if "data-member" in element.attributes)
    named = ((text_of([link])[1:], link.attributes["data-member"]) for link in found)
    return {fold(name): Mention(int(number), name) for name, number in named}
