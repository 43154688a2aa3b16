"""Pictures in a text: which ones it may hold, and how they are offered to small screens."""

import re
from dataclasses import dataclass

PICTURE_WIDTHS = (480, 960, 1600)
"""A picture is also there in these widths, where it is wider itself."""

# An address of ours, also as a browser completes it: what is stored is the `url` of the picture.
SOURCE = re.compile(r"(?:https?://[^/\s]+)?/uploads/([A-Za-z0-9_-]{22})/\S*", re.ASCII)
STORED = re.compile(
    r'<img src="(/uploads/[A-Za-z0-9_-]{22}/[a-z0-9-]+\.webp)"( alt="[^"]*" width="(\d+)")'
)
AS_WIDE_AS_A_TEXT = "(min-width: 48rem) 42rem, 100vw"


@dataclass(frozen=True)
class Picture:
    """One that a text may hold: the address and the size that readers' browsers are told."""

    key: str
    url: str
    width: int
    height: int


def picture_key(source: str) -> str | None:
    match = SOURCE.fullmatch(source.strip())
    return match[1] if match else None


def offered_in_sizes(html: str) -> str:
    """A stored text as pages show it: telephones fetch the smaller pictures, later ones late."""
    return STORED.sub(_offered, html)


def _offered(found: re.Match[str]) -> str:
    url, described, width = found.groups()
    narrower = [f"{url}?w={w} {w}w" for w in PICTURE_WIDTHS if w < int(width)]
    sizes = ", ".join([*narrower, f"{url} {width}w"])
    return (
        f'<img src="{url}" srcset="{sizes}" sizes="{AS_WIDE_AS_A_TEXT}"'
        f' loading="lazy" decoding="async"{described}'
    )
