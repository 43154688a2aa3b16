"""What writers of syntheses do; nothing else writes there."""

from connect.syntheses.actions.naming import name_writer, remove_writer
from connect.syntheses.actions.reviewing import confirm_line, retell
from connect.syntheses.actions.writing import cite, restore_version, save_synthesis

__all__ = [
    "cite",
    "confirm_line",
    "name_writer",
    "remove_writer",
    "restore_version",
    "retell",
    "save_synthesis",
]
