"""How each kind of decision is named: in the log, in the inbox, in traces."""

from collections.abc import Sequence

from flask_babel import LazyString

from connect.folding import fold
from connect.moderation.openness import FOR_MODERATORS, FOR_WHOM_IT_CONCERNS

NAMES: dict[str, LazyString] = {}


def names_for(*, moderates: bool) -> Sequence[tuple[str, str]]:
    """Kinds that can be looked for in the log and how they are named, by name."""
    kept = frozenset() if moderates else FOR_MODERATORS | FOR_WHOM_IT_CONCERNS
    named = ((kind, str(name)) for kind, name in NAMES.items() if kind not in kept)
    return sorted(named, key=lambda pair: fold(pair[1]))
