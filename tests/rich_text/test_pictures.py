"""A text shows the pictures it may hold, as they are, and no other."""

import pytest

from connect.rich_text import Picture, TextEmpty, offered_in_sizes, picture_keys, render

KEY, OTHER = "a" * 22, "b" * 22
URL = f"/uploads/{KEY}/une-place.webp"
STORED = (
    f'<figure><img src="{URL}" alt="Une place" width="640" height="480">'
    "<figcaption>La place</figcaption></figure>"
)
Pictures = dict[str, Picture]


def test_a_picture_of_its_own_is_kept(pictures: Pictures) -> None:
    assert render(STORED, pictures=pictures) == STORED


@pytest.mark.parametrize(
    "image",
    [
        f'<img src="{URL}" alt="Une place" width="9" height="9" srcset="//x" onload="x">',
        f'<img alt="Une place" src="https://connect.example.org{URL}?w=480#x">',
        f'<img alt=" Une\n place " src="/uploads/{KEY}/another-name.png">',
    ],
    ids=["other attributes", "address as a browser completes it", "another name"],
)
def test_size_and_address_are_those_of_the_picture(image: str, pictures: Pictures) -> None:
    typed = f"<figure>{image}<figcaption>La place</figcaption></figure>"
    assert render(typed, pictures=pictures) == STORED


@pytest.mark.parametrize(
    "source",
    [
        f"/uploads/{OTHER}/une-place.webp",
        f"https://evil.example/x?/uploads/{KEY}/une-place.webp",
        f"/uploads/../uploads/{KEY}/une-place.webp",
        f"//evil.example/uploads/{KEY}/x.webp",
        "data:image/png;base64,AAAA",
        "/sign-out",
        "",
    ],
)
def test_any_other_picture_is_left_out_and_its_text_stays(source: str, pictures: Pictures) -> None:
    typed = f'<figure><img src="{source}" alt="x"><figcaption>La place</figcaption></figure>'
    assert render(typed, pictures=pictures) == "<p>La place</p>"


def test_a_text_with_nothing_but_others_pictures_is_empty(pictures: Pictures) -> None:
    with pytest.raises(TextEmpty):
        render(STORED.replace(KEY, OTHER).replace("La place", ""), pictures=pictures)


def test_a_picture_that_says_nothing_is_marked_so(pictures: Pictures) -> None:
    assert 'alt=""' in render(f'<figure><img src="{URL}"></figure>', pictures=pictures)


def test_two_pictures_in_one_figure_become_one(pictures: Pictures) -> None:
    typed = f'<figure><img src="{URL}"><img src="{URL}"></figure>'
    assert render(typed, pictures=pictures).count("<img") == 1


def test_the_keys_of_a_text_are_read_in_its_order_and_once() -> None:
    html = STORED.replace(KEY, OTHER) + STORED + STORED
    assert picture_keys(html) == [OTHER, KEY]
    assert picture_keys(f"du texte avec {URL}") == []


def test_telephones_are_offered_smaller_pictures() -> None:
    wide = STORED.replace('width="640"', 'width="2000"')
    for width in (480, 960, 1600):
        assert f"{URL}?w={width} {width}w" in offered_in_sizes(wide)
    assert f"{URL} 2000w" in offered_in_sizes(wide)


def test_a_small_picture_is_not_offered_larger_than_it_is() -> None:
    offered = offered_in_sizes(STORED)
    assert f"{URL}?w=480 480w, {URL} 640w" in offered
    assert "960w" not in offered


def test_what_a_member_wrote_about_a_picture_is_no_picture() -> None:
    html = f'<p>&lt;img src="{URL}" alt="" width="640"</p>'
    assert offered_in_sizes(html) == html
