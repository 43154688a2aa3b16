"""What members say about themselves."""

from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from wtforms import BooleanField, Field, RadioField, TextAreaField, ValidationError
from wtforms.validators import DataRequired

from connect.members.fields import SpeaksForForm, checkboxes, strip
from connect.pictures import NotAPicture, square_webp
from connect.web.forms import at_most, options
from connect.web.languages import LOCALES, OWN_NAMES

AVATAR_SIDE = 256
LARGEST_PICTURE = 5 * 1024 * 1024


class ProfileForm(SpeaksForForm):
    languages = checkboxes(_("Languages you speak"), choices=options(OWN_NAMES.items()))
    locale = RadioField(
        _("Language of the pages and mails"),
        [DataRequired(_("Choose a language."))],
        choices=options((code, OWN_NAMES[code]) for code in LOCALES),
    )
    themes = checkboxes(_("Themes you follow"), coerce=int)
    presentation = TextAreaField(
        _("Presentation"),
        [at_most(2000)],
        description=_("What do you work on, and what can others ask you about?"),
        filters=[strip],
    )
    picture = FileField(
        _("Your picture"),
        description=_("PNG, JPEG, WebP, GIF or AVIF, at most 5 MB. It is cut to a square."),
        render_kw={"accept": "image/png,image/jpeg,image/webp,image/gif,image/avif"},
    )
    removes_picture = BooleanField(_("Show my initials instead of my picture"))
    shows_presence = BooleanField(_("Let others see when I am reading a thread"))

    webp: bytes | None = None

    def validate_picture(self, field: Field) -> None:
        """Leaves the picture as we keep it in `webp`."""
        if not field.data:
            return
        file: Any = field.data.stream
        if file.seek(0, 2) > LARGEST_PICTURE:
            raise ValidationError(_("This picture is larger than 5 MB."))
        file.seek(0)
        try:
            self.webp = square_webp(file, AVATAR_SIDE)
        except NotAPicture:
            raise ValidationError(
                _("This file is not a picture that we can read, or it is too large.")
            ) from None
