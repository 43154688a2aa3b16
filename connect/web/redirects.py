"""Where an answer may send the reader: an address of our own, never somewhere else."""

import re
from urllib.parse import unquote

# One slash, then no second one, no backslash (browsers read it as a slash), no control character.
OWN_PATH = re.compile(r"/(?![/\\])[^\\\x00-\x20\x7f]*")

LONGEST = 1000
"""It may be kept in the session meanwhile: browsers throw a cookie over 4 KB away, and a member
with a second factor would never get in."""


def own_path(target: str | None, otherwise: str = "/") -> str:
    """`target` when it stays on this site, also after a proxy has decoded it."""
    if not target or len(target) > LONGEST:
        return otherwise
    return target if OWN_PATH.fullmatch(target) and OWN_PATH.match(unquote(target)) else otherwise
