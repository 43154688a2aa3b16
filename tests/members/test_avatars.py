"""Pictures: re-encoded, without what a camera adds, refused when they are a trap."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from PIL import Image

from connect.pictures import NotAPicture, square_webp
from connect.settings import Settings
from tests.members.test_profiles import PROFILE, reloaded
from tests.support.cast import Cast
from tests.support.visitors import Visitor

BrowserOf = Callable[..., Visitor]
MAKER, ORIENTATION, GPS = 0x010F, 0x0112, 0x8825


def picture(format: str = "JPEG", size: tuple[int, int] = (600, 400), **options: object) -> BytesIO:
    file = BytesIO()
    Image.new("RGB", size, "teal").save(file, format, **options)
    file.seek(0)
    return file


def with_exif() -> BytesIO:
    exif = Image.Exif()
    exif[MAKER], exif[ORIENTATION] = "a camera of mine", 6
    exif.get_ifd(GPS)[1] = "N"
    return picture(exif=exif)


@pytest.mark.parametrize("format", ["PNG", "JPEG", "WEBP", "GIF", "AVIF"])
def test_every_promised_format_becomes_a_square(format: str) -> None:
    with Image.open(BytesIO(square_webp(picture(format), 256))) as square:
        assert (square.format, square.size) == ("WEBP", (256, 256))


def test_what_the_camera_wrote_is_gone() -> None:
    assert b"a camera of mine" in with_exif().getvalue()
    webp = square_webp(with_exif(), 256)
    assert b"a camera of mine" not in webp
    with Image.open(BytesIO(webp)) as square:
        assert not square.getexif()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"GIF89a<script>alert(1)</script>",
        picture().getvalue()[:200],
        picture("AVIF").getvalue().replace(b"av01", b"av02"),
        picture("BMP").getvalue(),
        picture("TIFF").getvalue(),
    ],
    ids=["empty", "svg", "script", "cut", "damaged", "bmp", "tiff"],
)
def test_what_is_no_picture_of_ours_is_refused(content: bytes) -> None:
    with pytest.raises(NotAPicture):
        square_webp(BytesIO(content), 256)


def test_a_small_file_that_unpacks_to_an_enormous_picture_is_refused() -> None:
    bomb = BytesIO()
    Image.new("1", (20_000, 20_000)).save(bomb, "PNG")
    assert bomb.tell() < 100_000
    bomb.seek(0)
    with pytest.raises(NotAPicture):
        square_webp(bomb, 256)


def test_a_picture_is_shown_to_everybody_under_a_name_nobody_guesses(
    app: Flask, browser_of: BrowserOf, people: Cast
) -> None:
    form = {**PROFILE, "picture": (with_exif(), "../../holiday.php")}
    assert browser_of(people.bram).post("/profile", form).status == 303
    url = reloaded(app, people.bram).avatar_url
    assert url
    assert "holiday" not in url
    answer = browser_of().get(url)
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "image/webp"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "immutable" in answer.headers["Cache-Control"]


def test_a_new_picture_replaces_the_file_and_initials_remove_it(
    app: Flask, browser_of: BrowserOf, people: Cast, settings: Settings
) -> None:
    bram, folder = browser_of(people.bram), Path(settings.uploads) / "avatars"
    before = set(folder.glob("*"))
    for _ in range(2):
        bram.post("/profile", {**PROFILE, "picture": (picture(), "me.jpg")})
    assert len(set(folder.glob("*")) - before) == 1
    bram.post("/profile", {**PROFILE, "removes_picture": "y"})
    assert set(folder.glob("*")) == before
    assert reloaded(app, people.bram).avatar is None


@pytest.mark.parametrize("name", ["../connect.sqlite", "%2e%2e/connect.sqlite", "none.webp"])
def test_nothing_else_is_served(browser_of: BrowserOf, people: Cast, name: str) -> None:
    assert browser_of().get(f"/avatars/{name}").status == 404
