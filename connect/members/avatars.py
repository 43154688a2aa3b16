"""Pictures of members on disk, under names that nobody can guess."""

import secrets
from pathlib import Path

from flask import current_app

from connect.settings import Settings


def store(webp: bytes) -> str:
    name = f"{secrets.token_hex(16)}.webp"
    folder().mkdir(parents=True, exist_ok=True)
    (folder() / name).write_bytes(webp)
    return name


def remove(name: str) -> None:
    (folder() / name).unlink(missing_ok=True)


def folder() -> Path:
    settings: Settings = current_app.extensions["settings"]
    return Path(settings.uploads).resolve() / "avatars"
