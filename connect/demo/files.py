"""The files and pictures that the demo's members share, as they lie under `content/files/`."""

from collections.abc import Sequence
from typing import Any

from connect import rich_text
from connect.demo.content import FOLDER
from connect.members.models import Member
from connect.uploads import actions
from connect.uploads.models import Upload


def keys_of(author: Member, names: Sequence[str]) -> list[str]:
    """The files, sent by the author: their keys."""
    return [_kept(author, name).key for name in names]


def with_pictures(author: Member, body: str, pictures: Sequence[dict[str, Any]]) -> str:
    """The text with pictures under it, each `{file, alt, caption}`."""
    if not pictures:
        return body
    return rich_text.render(body) + "".join(_figure(author, picture) for picture in pictures)


def _figure(author: Member, picture: dict[str, Any]) -> str:
    kept = _kept(author, picture["file"])
    image = f'<img src="{kept.url}" alt="{picture["alt"]}">'
    return f"<figure>{image}<figcaption>{picture['caption']}</figcaption></figure>"


def _kept(author: Member, name: str) -> Upload:
    with (FOLDER / "files" / name).open("rb") as file:
        return actions.keep(author, file, name)
