"""Files that members send: checked by content, never kept as they came."""
