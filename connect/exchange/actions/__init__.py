"""Bringing strategies in from a spreadsheet; nothing else writes imports."""

from connect.exchange.actions.importing import (
    forget_imports,
    import_next,
    keep_import,
    start_import,
    undo_import,
)

__all__ = ["forget_imports", "import_next", "keep_import", "start_import", "undo_import"]
