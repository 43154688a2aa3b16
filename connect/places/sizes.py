"""How large municipalities are: the classes by which they compare themselves, smallest first."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _

SIZES: Mapping[str, str] = {
    "under_10k": _("Under 10,000 inhabitants"),
    "10k_20k": _("10,000 to 20,000 inhabitants"),
    "20k_50k": _("20,000 to 50,000 inhabitants"),
    "50k_100k": _("50,000 to 100,000 inhabitants"),
    "over_100k": _("Over 100,000 inhabitants"),
}
