"""Pictures, re-encoded: only pixels survive, no metadata and nothing hidden behind them."""

from io import BytesIO
from typing import BinaryIO

from PIL import Image, ImageOps

FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "AVIF")
MOST_PIXELS = 50_000_000
"""About 200 MB while decoded; telephones take pictures of 12 to 48 million pixels."""

# What Pillow and its decoders raise for damaged files; AVIF's speaks of a RuntimeError.
UNREADABLE = (
    OSError,
    SyntaxError,
    ValueError,
    RuntimeError,
    EOFError,
    Image.DecompressionBombError,
)


class NotAPicture(ValueError):
    """Not one of FORMATS, damaged, or a small file that unpacks to an enormous picture."""


def square_webp(file: BinaryIO, side: int) -> bytes:
    """The middle of the picture's first frame, upright, `side` pixels wide and high."""
    try:
        with Image.open(file, formats=FORMATS) as image:
            if image.width * image.height > MOST_PIXELS:
                raise NotAPicture
            image.draft("RGB", (side * 2, side * 2))
            upright = ImageOps.exif_transpose(image)
            has_alpha = upright.has_transparency_data
            square = ImageOps.fit(upright.convert("RGBA" if has_alpha else "RGB"), (side, side))
    except UNREADABLE as error:
        raise NotAPicture from error
    square.info.clear()
    encoded = BytesIO()
    square.save(encoded, "WEBP", quality=82, method=6)
    return encoded.getvalue()
