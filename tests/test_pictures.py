"""Pictures as we keep them: upright, without what a camera adds, in colours as they were meant."""

from io import BytesIO

import pytest
from PIL import Image, ImageCms, ImageFile, WebPImagePlugin

from connect.pictures import Encoded, NotAPicture, PictureTooLarge, square_webp, webp_within

MAKER, ORIENTATION = 0x010F, 0x0112
RED, BLUE = (200, 0, 0), (0, 0, 200)


def saved(image: Image.Image, format: str = "PNG", **options: object) -> BytesIO:
    file = BytesIO()
    image.save(file, format, **options)
    file.seek(0)
    return file


def halves(size: tuple[int, int] = (600, 400)) -> Image.Image:
    """Red on the left, blue on the right."""
    image = Image.new("RGB", size, RED)
    image.paste(BLUE, (size[0] // 2, 0, *size))
    return image


def colour(webp: bytes, x: int, y: int) -> str:
    with Image.open(BytesIO(webp)) as image:
        red, _green, blue = image.convert("RGB").getpixel((x, y))  # type: ignore[misc]
    return "red" if red > blue else "blue"


def test_a_square_is_cut_from_the_middle() -> None:
    webp = square_webp(saved(halves()), 100)
    assert (colour(webp, 20, 50), colour(webp, 80, 50)) == ("red", "blue")


@pytest.mark.parametrize(
    ("crop", "seen"),
    [
        ((0.0, 0.0, 0.7), "red"),
        ((0.6, 0.3, 0.5), "blue"),
        ((7.0, 7.0, 7.0), "blue"),
        ((-7.0, -7.0, -7.0), "red"),
    ],
    ids=["top left", "right", "beyond", "before"],
)
def test_a_square_is_cut_where_it_was_asked_for(
    crop: tuple[float, float, float], seen: str
) -> None:
    webp = square_webp(saved(halves()), 100, crop)
    with Image.open(BytesIO(webp)) as image:
        assert image.size == (100, 100)
    assert colour(webp, 95, 50) == seen


def test_what_was_asked_for_is_meant_on_the_upright_picture() -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = 3  # upside down: red is on the right
    webp = square_webp(saved(halves(), "JPEG", exif=exif), 100, (0.0, 0.0, 0.5))
    assert colour(webp, 50, 50) == "blue"


def test_a_large_picture_becomes_smaller_and_keeps_its_shape() -> None:
    shrunk = webp_within(saved(halves((1200, 300))), 600, 600)
    assert (shrunk.width, shrunk.height) == (600, 150) == size_of(shrunk)


def test_a_small_picture_keeps_its_size() -> None:
    kept = webp_within(saved(halves((60, 30))), 600, 600)
    assert (kept.width, kept.height) == (60, 30) == size_of(kept)


def test_a_thread_of_pixels_stays_a_picture() -> None:
    assert size_of(webp_within(saved(halves((6000, 2))), 600, 600)) == (600, 1)


def test_a_picture_taken_upright_stands_upright() -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    turned = webp_within(saved(halves(), "JPEG", exif=exif), 2000, 2000)
    assert (turned.width, turned.height) == (400, 600)
    assert (colour(turned.webp, 200, 50), colour(turned.webp, 200, 550)) == ("red", "blue")


def test_what_is_transparent_stays_so() -> None:
    shown = webp_within(saved(Image.new("RGBA", (40, 40), (0, 0, 0, 0))), 20, 20)
    with Image.open(BytesIO(shown.webp)) as image:
        assert image.mode == "RGBA"
        assert image.getpixel((10, 10))[3] == 0  # type: ignore[index]


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "CMYK", "I;16"])
def test_every_kind_of_pixel_can_be_shown(mode: str) -> None:
    format = "JPEG" if mode == "CMYK" else "PNG"
    assert webp_within(saved(Image.new(mode, (40, 40)), format), 20, 20).width == 20


def test_colours_of_another_profile_are_translated() -> None:
    """Its numbers for red mean blue."""
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = srgb.replace(b"rXYZ", b"-XYZ").replace(b"bXYZ", b"rXYZ").replace(b"-XYZ", b"bXYZ")
    webp = webp_within(saved(halves(), icc_profile=swapped), 600, 600).webp
    assert (colour(webp, 50, 50), colour(webp, 550, 50)) == ("blue", "red")


def test_a_damaged_profile_is_left_out() -> None:
    webp = webp_within(saved(halves(), icc_profile=b"no profile at all"), 600, 600).webp
    assert colour(webp, 20, 20) == "red"
    assert b"no profile" not in webp


@pytest.mark.usefixtures("without_decoding")
@pytest.mark.parametrize("format", ["PNG", "WEBP", "GIF"])
def test_more_pixels_than_we_decode_are_refused_by_the_header_alone(format: str) -> None:
    enormous = saved(Image.new("L", (5000, 5000)), format)
    with pytest.raises(PictureTooLarge):
        webp_within(enormous, 100, 100)
    with pytest.raises(PictureTooLarge):
        square_webp(enormous, 100)


@pytest.mark.usefixtures("without_decoding")
def test_a_progressive_picture_may_have_fewer_pixels() -> None:
    with pytest.raises(PictureTooLarge):
        webp_within(saved(Image.new("L", (5000, 5000)), "JPEG", progressive=True), 100, 100)


@pytest.mark.filterwarnings("ignore::UserWarning:PIL")
@pytest.mark.parametrize("format", ["PNG", "JPEG", "WEBP", "GIF", "AVIF"])
def test_no_damage_is_an_error_of_ours(format: str) -> None:
    exif = Image.Exif()
    exif[ORIENTATION], exif[MAKER] = 6, "a camera"
    whole = saved(halves((90, 60)), format, exif=exif).getvalue()
    for position in range(0, len(whole), max(1, len(whole) // 150)):
        for damaged in (
            whole[:position],
            whole[:position] + b"\xff" + whole[position + 1 :],
            whole[:position] + b"\0\0\0\0" + whole[position + 4 :],
        ):
            try:
                webp_within(BytesIO(damaged), 90, 90)
            except NotAPicture:
                continue


@pytest.fixture
def without_decoding(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first pixel asked for fails the test."""

    def refuse(_self: object) -> None:
        raise AssertionError("the picture was decoded")

    monkeypatch.setattr(ImageFile.ImageFile, "load", refuse)
    monkeypatch.setattr(WebPImagePlugin.WebPImageFile, "load", refuse)


def size_of(encoded: Encoded) -> tuple[int, int]:
    with Image.open(BytesIO(encoded.webp)) as image:
        return image.size
