"""How large a file is, in the reader's words."""

from babel.units import format_unit

from connect.web.languages import current_locale

KILOBYTE, MEGABYTE = 1024, 1024 * 1024


def file_size(size: int) -> str:
    """`1,2 Mo`, `1,2 MB`: as scripts say it of a file on its way, and most people's folders."""
    unit, divisor = ("kilobyte", KILOBYTE) if size < MEGABYTE else ("megabyte", MEGABYTE)
    count = max(size / divisor, 1)
    form = "0.#" if count < 10 else "0"
    return str(format_unit(count, f"digital-{unit}", "short", form, locale=current_locale()))
