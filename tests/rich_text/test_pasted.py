"""What other programs copy, sent as it is: the editor cleans it, but the server does not count on
that. Nothing dangerous is stored, and no word is lost."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from connect.rich_text import plain_text, render

SCRIPTS = Path(__file__).parents[1] / "js"
SOURCES = sorted(
    source
    for source in (SCRIPTS / "paste").glob("*.html")
    if not source.name.endswith(".expected.html")
)
CLEANED = sorted((SCRIPTS / "paste").glob("*.expected.html"))
NOTATION = json.loads((SCRIPTS / "plain_notation.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.stem)
def test_a_paste_that_nobody_cleaned_is_safe_and_complete(
    source: Path, refused: Callable[[str], list[str]]
) -> None:
    stored = render("<p></p>" + source.read_text(encoding="utf-8"))
    assert refused(stored) == []
    assert render(stored) == stored
    clean = source.with_name(f"{source.stem}.expected.html").read_text(encoding="utf-8")
    text = plain_text(stored).replace("-\n", "")  # words cut at the end of a line of a PDF
    missing = [word for word in re.findall(r"\w+", plain_text(clean)) if word not in text]
    assert not missing


@pytest.mark.parametrize("clean", CLEANED, ids=lambda c: c.stem)
def test_a_cleaned_paste_is_stored_as_it_is(clean: Path) -> None:
    written = clean.read_text(encoding="utf-8").replace("\n", "").replace("&nbsp;", "\u00a0")
    assert render(written) == written


@pytest.mark.parametrize("example", NOTATION, ids=lambda example: example["typed"])
def test_the_editor_and_the_server_read_the_plain_notation_alike(example: dict[str, str]) -> None:
    assert render(example["typed"]) == example["stored"]
    assert render(example["html"]) == example["stored"]
