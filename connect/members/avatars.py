"""Pictures of members in the storage, under names that nobody can guess."""

import re
import secrets
from io import BytesIO
from typing import BinaryIO

from connect.storage import storage

NAME = re.compile(r"[0-9a-f]{32}\.webp", re.ASCII)


def store(webp: bytes) -> str:
    name = f"{secrets.token_hex(16)}.webp"
    storage().put(_place(name), BytesIO(webp))
    return name


def find(name: str) -> BinaryIO | None:
    if not NAME.fullmatch(name):
        return None
    try:
        return storage().open(_place(name))
    except FileNotFoundError:
        return None


def remove(name: str) -> None:
    storage().remove(_place(name))


def _place(name: str) -> str:
    return f"avatars/{name}"
