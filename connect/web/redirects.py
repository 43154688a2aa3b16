"""Where an answer may send the reader: an address of our own, never somewhere else."""

import re
from urllib.parse import unquote

# One slash, then no second one, no backslash (browsers read it as a slash), no control character.
OWN_PATH = re.compile(r"/(?![/\\])[^\\\x00-\x20\x7f]*")


def own_path(target: str | None, otherwise: str = "/") -> str:
    """`target` when it stays on this site, also after a proxy has decoded it."""
    if target and OWN_PATH.fullmatch(target) and OWN_PATH.match(unquote(target)):
        return target
    return otherwise
