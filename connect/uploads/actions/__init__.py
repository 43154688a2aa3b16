"""What members do with files, and the worker with what is left of them."""

from connect.uploads.actions.attaching import attach, release
from connect.uploads.actions.keeping import drop, keep
from connect.uploads.actions.purging import purge_orphans
from connect.uploads.actions.resizing import add_narrower

__all__ = ["add_narrower", "attach", "drop", "keep", "purge_orphans", "release"]
