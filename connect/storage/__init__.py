"""Where files are kept: a folder of this machine, or a bucket that all machines share.

Names are ours ("uploads/….pdf", "avatars/….webp"), never what somebody typed.
"""

from typing import BinaryIO, Protocol

from flask import Flask, current_app

from connect.settings import Settings
from connect.storage.folder import FolderStorage

BUCKET = "s3://"


class Storage(Protocol):
    def put(self, name: str, file: BinaryIO) -> None:
        """Keep what `file` holds from its beginning: whole or not at all."""

    def open(self, name: str) -> BinaryIO:
        """For reading a piece at a time, also from the middle. FileNotFoundError without it."""

    def remove(self, name: str) -> None:
        """Safe to repeat."""

    def check(self) -> None:
        """Raise an error unless files can be kept now."""


def install(app: Flask) -> None:
    settings: Settings = app.extensions["settings"]
    app.extensions["storage"] = storage_of(settings)


def storage() -> Storage:
    chosen: Storage = current_app.extensions["storage"]
    return chosen


def storage_of(settings: Settings) -> Storage:
    if not settings.uploads.startswith(BUCKET):
        return FolderStorage(settings.uploads)
    # Here, because it takes 50 MB that an installation with a folder need not spend.
    from connect.storage.bucket import BucketStorage

    return BucketStorage(settings)
