"""What a member is told whose file is not kept: what is wrong, and what to do."""

from flask_babel import gettext as _

from connect.uploads import errors, names
from connect.web.errors import Explanation


def explained(refusal: errors.UploadRefused, name: str) -> Explanation:
    """Two sentences about the file, in the language of the page."""
    title, advice = _about(refusal, names.shown(name))
    return Explanation(title, advice)


def _about(refusal: errors.UploadRefused, name: str) -> tuple[str, str]:
    match refusal:
        case errors.Empty():
            return (
                _("“%(name)s” is empty.", name=name),
                _("Save it again in the program that made it, and send that."),
            )
        case errors.TooLarge():
            return (
                _("“%(name)s” is larger than 25 MB.", name=name),
                _("Make it smaller, for example by compressing its pictures, or split it."),
            )
        case errors.NotWhatItSays(claimed=claimed):
            return (
                _("“%(name)s” is not really a %(kind)s file.", name=name, kind=claimed.name),
                _(
                    "Open it in the program that made it, save it as %(kind)s, and send that.",
                    kind=claimed.name,
                ),
            )
        case errors.Misnamed(found=found):
            return (
                _("“%(name)s” contains a %(kind)s file.", name=name, kind=found.name),
                _(
                    "Rename it so that its name ends in .%(ending)s, and send it again.",
                    ending=found.endings[0],
                ),
            )
        case errors.TooManyPixels():
            return (
                _("“%(name)s” has too many pixels.", name=name),
                _("Make the picture smaller, at most 6,000 by 4,000 pixels, and send it again."),
            )
        case errors.NoRoom():
            return (
                _("There is no room left for “%(name)s”.", name=name),
                _("Your files together may take 500 MB. Share this one elsewhere, by a link."),
            )
        case errors.TooOften():
            return (
                _("Those were many files in a short time."),
                _("Wait a while, then send “%(name)s” again.", name=name),
            )
        case _other:
            return _about_its_content(refusal, name)


def _about_its_content(refusal: errors.UploadRefused, name: str) -> tuple[str, str]:
    match refusal:
        case errors.Protected():
            return (
                _("“%(name)s” is protected by a password.", name=name),
                _("Save it without a password, and send that: its readers have none."),
            )
        case errors.HasMacros():
            return (
                _("“%(name)s” contains macros.", name=name),
                _("Save it as a document without macros, and send that."),
            )
        case errors.HidesAnother():
            return (
                _("“%(name)s” hides another file inside.", name=name),
                _("Open it in the program that made it, save it anew, and send that."),
            )
        case errors.UnpacksTooLarge():
            return (
                _("“%(name)s” becomes far too large when it is opened.", name=name),
                _("Open it in the program that made it, make it smaller, and send that."),
            )
        case errors.Damaged():
            return (
                _("“%(name)s” is damaged.", name=name),
                _("Check that you can open it, save it anew, and send that."),
            )
        case _not_shared:
            return (
                _("“%(name)s” is of a kind that is not shared here.", name=name),
                _(
                    "Share a PDF, a Word, Excel, PowerPoint or OpenDocument file, or a picture"
                    " (PNG, JPEG, WebP, GIF or AVIF)."
                ),
            )
