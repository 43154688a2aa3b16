"""How each kind of decision is named: in the log, in the inbox, in traces."""

from flask_babel import LazyString

NAMES: dict[str, LazyString] = {}
