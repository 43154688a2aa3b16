"""File names: shown and given back, never trusted."""

import re

from connect.rich_text import one_line
from connect.uploads.models import LONGEST_NAME

# What a file's name may not hold on one system or another.
FORBIDDEN = re.compile(r'[<>:"|?*]')


def tidy(name: str, ending: str) -> str:
    """The name without folders and signs, ending as its content does."""
    last = re.split(r"[/\\]", one_line(name))[-1]
    stem = FORBIDDEN.sub("_", last.rpartition(".")[0] or last)
    stem = stem[: LONGEST_NAME - len(ending) - 1].strip(" .")
    return f"{stem or 'file'}.{ending}"


def shown(name: str) -> str:
    """The name as somebody sent it, fit for a sentence about it."""
    last = re.split(r"[/\\]", one_line(name))[-1]
    return last if len(last) <= 60 else f"{last[:40]}…{last[-15:]}"


def ending_of(name: str) -> str:
    return name.rpartition(".")[2].lower()
