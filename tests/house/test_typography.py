"""Translations are set as a careful printer of that language would set them."""

import re

import pytest

from tests.house.test_translations import entries

NO_BREAK_SPACE = "\u00a0"
FAULTS = {
    "fr": re.compile(
        f"[^{NO_BREAK_SPACE}][:;?!»]"  # French keeps a space before its high signs,
        f"|«[^{NO_BREAK_SPACE}]"  # and inside its quotation marks,
        r"|['\"“”]|\.\.\."
    ),
    "nl": re.compile(rf"[\s{NO_BREAK_SPACE}][:;?!]|['\"«»]|\.\.\."),
}


@pytest.mark.parametrize("language", FAULTS)
def test_spaces_quotes_and_apostrophes_are_those_of_the_language(language: str) -> None:
    faults = FAULTS[language]
    texts = [text for message in entries(language) for text in _texts(message.string)]
    assert not [text for text in texts if faults.search(text)]


def _texts(translation: str | tuple[str, ...] | list[str] | None) -> list[str]:
    return [translation] if isinstance(translation, str) else list(translation or [])
