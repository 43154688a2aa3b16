"""The files under a text say what they are before anybody fetches them."""

import pytest
from bs4 import BeautifulSoup
from flask import Flask, render_template_string

from connect.uploads.models import Upload
from connect.uploads.sizes import file_size
from connect.web.languages import speaking

LIST = '{% from "uploads/_attachments.html" import attachments %}{{ attachments(files) }}'
KEY = "a" * 22
REPORT = Upload(
    key=KEY,
    name="Réunion <b>été</b>.pdf",
    kind="document",
    type="application/pdf",
    size=1_300_000,
)
PLAN = Upload(
    key=KEY,
    name="plan.webp",
    kind="picture",
    type="image/webp",
    size=90_000,
    width=800,
    height=600,
)


def listed(app: Flask, locale: str, *uploads: Upload) -> BeautifulSoup:
    with app.test_request_context(), speaking(locale):
        html = render_template_string(LIST, files=[upload.described for upload in uploads])
    return BeautifulSoup(html, "html.parser")


@pytest.mark.parametrize(
    ("locale", "size"), [("fr", "1,2\u202fMo"), ("nl", "1,2 MB"), ("en", "1.2 MB")]
)
def test_name_kind_and_size_are_told_in_the_readers_language(
    locale: str, size: str, app: Flask
) -> None:
    link = listed(app, locale, REPORT).select_one("a")
    assert link
    assert " ".join(link.text.split()) == f"Réunion <b>été</b>.pdf PDF · {size}".replace(
        "\u202f", " "
    )
    assert link["href"] == f"/uploads/{KEY}/reunion-b-ete-b.pdf"
    assert link["download"] == "Réunion <b>été</b>.pdf"


def test_a_picture_is_shown_small(app: Flask) -> None:
    image = listed(app, "fr", PLAN).select_one("a img")
    assert image
    assert image["src"] == f"/uploads/{KEY}/plan.webp?w=480"
    assert image["alt"] == ""


def test_a_text_without_files_has_no_list(app: Flask) -> None:
    assert str(listed(app, "fr")) == ""


@pytest.mark.parametrize(
    ("size", "said"),
    [(0, "1 kB"), (1500, "1.5 kB"), (90_000, "88 kB"), (26_214_400, "25 MB")],
)
def test_sizes_are_round(size: int, said: str, app: Flask) -> None:
    with app.app_context(), speaking("en"):
        assert file_size(size) == said
