"""How and when members like to be asked."""

from flask_babel import lazy_gettext as _

WAYS = {
    "message": _("By message"),
    "phone": _("By phone"),
    "visit": _("For a visit"),
    "committee": _("On committee days"),
}
