"""Two members who can be mentioned, and a judge of stored HTML that shares no code with us."""

import re
from collections.abc import Callable
from html.parser import HTMLParser

import pytest

from connect.rich_text import Mention, Picture

TAGS = {
    *("p", "br", "strong", "em", "h2", "h3", "ul", "ol", "li", "blockquote", "a", "code", "hr"),
    *("table", "thead", "tbody", "tr", "th", "td", "figure", "img", "figcaption"),
}
ATTRIBUTES = {
    ("a", "href"): r"(https?://|mailto:|tel:)[^\s\"'<>\\]*|(https?://|/(?!/))[^\s\"<>\\]*",
    ("a", "rel"): r"nofollow noopener ugc",
    ("a", "class"): r"mention",
    ("a", "data-member"): r"12|3|5",
    ("blockquote", "cite"): r"/comments/\d+",
    ("ol", "start"): r"\d+",
    ("td", "colspan"): r"\d{1,2}",
    ("td", "rowspan"): r"\d{1,2}",
    ("th", "colspan"): r"\d{1,2}",
    ("th", "rowspan"): r"\d{1,2}",
    ("img", "src"): r"/uploads/[\w-]{22}/[a-z0-9-]+\.webp",
    ("img", "alt"): r".*",
    ("img", "width"): r"\d{1,4}",
    ("img", "height"): r"\d{1,4}",
}


class Judge(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.refused: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            self.refused.append(f"<{tag}>")
        for name, value in attrs:
            allowed = ATTRIBUTES.get((tag, name))
            if not allowed or not re.fullmatch(allowed, value or "", re.IGNORECASE):
                self.refused.append(f"<{tag} {name}={value!r}>")

    def handle_comment(self, data: str) -> None:
        self.refused.append(f"<!--{data}")

    def handle_decl(self, decl: str) -> None:
        self.refused.append(f"<!{decl}")

    def unknown_decl(self, data: str) -> None:
        self.refused.append(f"<![{data}")

    def handle_pi(self, data: str) -> None:
        self.refused.append(f"<?{data}")


@pytest.fixture(scope="session")
def refused() -> Callable[[str], list[str]]:
    """What of this HTML must never be stored."""

    def judge(html: str) -> list[str]:
        parser = Judge()
        parser.feed(html)
        parser.close()
        return parser.refused

    return judge


@pytest.fixture(scope="session")
def mentions() -> dict[str, Mention]:
    return {
        "amina el idrissi": Mention(12, "Amina El Idrissi"),
        "chloe d'hondt": Mention(5, "Chloé D’Hondt"),
        "amina": Mention(3, "Amina"),
    }


@pytest.fixture(scope="session")
def pictures() -> dict[str, Picture]:
    """The one picture that a text may hold."""
    key = "a" * 22
    return {key: Picture(key, f"/uploads/{key}/une-place.webp", 640, 480)}
