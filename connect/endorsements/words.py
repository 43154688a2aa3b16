"""What each level of endorsement is called, and in what it differs from the others."""

from flask_babel import lazy_gettext as _

from connect.endorsements.models import Level

LEVEL_NAMES: dict[Level, object] = {
    "applies": _("We apply it"),
    "adapted": _("We adapted it"),
    "supports": _("We support it"),
    "reservation": _("With reservation"),
    "to_confirm": _("To be confirmed"),
}

LEVEL_HINTS: dict[Level, object] = {
    "applies": _("It runs here as it is described."),
    "adapted": _("It runs here, changed to fit us. You can describe your version next."),
    "supports": _("We find it a good practice, and do not apply it ourselves."),
    "reservation": _("We support it on conditions: say which in the note."),
    "to_confirm": _("We mean to support it; our authorities still have to decide."),
}
