"""Which decisions are for whom: members read of every other kind in the log."""

FOR_MODERATORS: frozenset[str] = frozenset()
"""How moderators work among themselves: where they moderate, and for organisers."""

FOR_WHOM_IT_CONCERNS: frozenset[str] = frozenset()
"""For the member concerned as well: what is between them and the moderators."""
