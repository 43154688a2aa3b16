"""The field in which a member chooses a picture, and which part of it is shown."""

import math
from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import BooleanField, Field, HiddenField, ValidationError

from connect.pictures import NotAPicture, square_webp

AVATAR_SIDE = 256
LARGEST_PICTURE = 5 * 1024 * 1024


class PortraitForm(FlaskForm):
    """`crop` is "left top side", as a script says it; without it the middle is shown."""

    picture = FileField(
        _("Your picture"),
        description=_("PNG, JPEG, WebP, GIF or AVIF, at most 5 MB. It is cut to a square."),
        render_kw={"accept": "image/png,image/jpeg,image/webp,image/gif,image/avif"},
    )
    crop = HiddenField()
    removes_picture = BooleanField(_("Show my initials instead of my picture"))

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
            self.webp = square_webp(file, AVATAR_SIDE, crop=crop_in(self.crop.data))
        except NotAPicture:
            raise ValidationError(
                _("This file is not a picture that we can read, or it is too large.")
            ) from None


def crop_in(said: str | None) -> tuple[float, float, float] | None:
    """Fractions of the picture's width, height and shorter side; None for what cannot be one."""
    try:
        left, top, side = (float(part) for part in (said or "").split(" "))
    except ValueError:
        return None
    fits = all(math.isfinite(f) and 0 <= f <= 1 for f in (left, top, side)) and side > 0
    return (left, top, side) if fits else None
