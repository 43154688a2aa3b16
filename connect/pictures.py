"""Pictures, re-encoded: only pixels survive, no metadata and nothing hidden behind them.

A process decodes one picture at a time, and none that would take more than about 250 MB: the
size is read from the picture's header, before a pixel is.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO, TypeVar

from PIL import Image, ImageCms, ImageOps

from connect.aside import aside

MOST_PIXELS = {
    "JPEG": 50_000_000,  # decoded at half its size or less; telephones take 12 to 48 million
    "PNG": 24_000_000,
    "GIF": 24_000_000,
    "AVIF": 24_000_000,
    "WEBP": 16_000_000,  # its decoder keeps three copies
}
MOST_PIXELS_PROGRESSIVE = 24_000_000
"""Of a JPEG whose coefficients all have to be read before the first pixel."""

Crop = tuple[float, float, float]
Result = TypeVar("Result")

# What Pillow and its decoders raise for damaged files; AVIF's speaks of a RuntimeError.
UNREADABLE = (
    OSError,
    SyntaxError,
    ValueError,
    RuntimeError,
    EOFError,
    Image.DecompressionBombError,
)
OPAQUE = frozenset({"L", "RGB", "CMYK"})
SRGB = ImageCms.createProfile("sRGB")
SMALLEST_CROP = 0.02

_decoding = threading.Lock()


class NotAPicture(ValueError):
    """None that we can read: of another kind, or damaged."""


class PictureTooLarge(NotAPicture):
    """A file that unpacks to more pixels than we decode, however small it is."""


@dataclass(frozen=True)
class Encoded:
    webp: bytes
    width: int
    height: int


def square_webp(file: BinaryIO, side: int, crop: Crop | None = None) -> bytes:
    """A square of the picture's first frame, upright, `side` pixels wide and high: the middle, or
    `crop`: left and top as fractions of width and height, side as one of the shorter of them."""
    share = min(max(crop[2], SMALLEST_CROP), 1.0) if crop else 1.0

    def cut() -> bytes:
        picture, profile = _upright(file, round(side / share))
        box = _square(picture.size, crop[:2] if crop else None, share)
        square = picture.resize((side, side), Image.Resampling.LANCZOS, box, reducing_gap=3.0)
        return _encoded(square, profile).webp

    return _one_at_a_time(cut)


def webp_within(file: BinaryIO, width: int, height: int) -> Encoded:
    """The picture's first frame, upright, made smaller where it is larger than that."""

    def shrink() -> Encoded:
        picture, profile = _upright(file, max(width, height))
        scale = min(width / picture.width, height / picture.height)
        if scale < 1:
            size = max(1, round(picture.width * scale)), max(1, round(picture.height * scale))
            picture = picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
        return _encoded(picture, profile)

    return _one_at_a_time(shrink)


def _one_at_a_time(work: Callable[[], Result]) -> Result:
    with _decoding:
        try:
            return aside(work)
        except NotAPicture:
            raise
        except UNREADABLE as error:
            raise NotAPicture from error


def _upright(file: BinaryIO, least: int) -> tuple[Image.Image, bytes | None]:
    """The picture in a mode that can be made smaller, and its colour profile. A JPEG is decoded
    no larger than needed for `least` pixels on the shorter side."""
    with Image.open(file, formats=list(MOST_PIXELS)) as image:
        most = MOST_PIXELS[str(image.format)]
        if "progressive" in image.info:
            most = MOST_PIXELS_PROGRESSIVE
        if image.width * image.height > most:
            raise PictureTooLarge
        image.draft(None, (least, least))
        image.load()
        ImageOps.exif_transpose(image, in_place=True)
        profile = image.info.get("icc_profile")
        if image.has_transparency_data:
            return image if image.mode == "RGBA" else image.convert("RGBA"), profile
        return image if image.mode in OPAQUE else image.convert("RGB"), profile


def _square(
    size: tuple[int, int], corner: tuple[float, float] | None, share: float
) -> tuple[float, float, float, float]:
    """The box of a square within the picture, whatever was asked for."""
    width, height = size
    side = min(size) * share
    left, top = (corner[0] * width, corner[1] * height) if corner else _middle(size, side)
    left, top = min(max(left, 0.0), width - side), min(max(top, 0.0), height - side)
    return left, top, left + side, top + side


def _middle(size: tuple[int, int], side: float) -> tuple[float, float]:
    return (size[0] - side) / 2, (size[1] - side) / 2


def _encoded(picture: Image.Image, profile: bytes | None) -> Encoded:
    mode = "RGBA" if picture.mode == "RGBA" else "RGB"
    final = _in_srgb(picture, profile, mode)
    final.info.clear()
    webp = BytesIO()
    final.save(webp, "WEBP", quality=82, method=4)
    return Encoded(webp.getvalue(), final.width, final.height)


def _in_srgb(picture: Image.Image, profile: bytes | None, mode: str) -> Image.Image:
    """Colours as the camera or the printer meant them. A profile that fits no picture of this
    mode is left out, as browsers do."""
    if profile:
        try:
            meant = ImageCms.ImageCmsProfile(BytesIO(profile))
            converted = ImageCms.profileToProfile(picture, meant, SRGB, outputMode=mode)
        except (ImageCms.PyCMSError, OSError):
            converted = None
        if converted is not None:
            return converted
    return picture if picture.mode == mode else picture.convert(mode)
