"""Every message exists in every language, with the same places to fill in."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

from tests.support.servers import ROOT
from tests.support.source import PACKAGE

LANGUAGES = ["fr", "nl"]
KEYWORDS = {**DEFAULT_KEYWORDS, "lazy_gettext": None, "lazy_ngettext": (1, 2)}
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%%|\{\w*\}")


@pytest.fixture(scope="module")
def messages() -> set[str | tuple[str, ...]]:
    with (ROOT / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)
    return {
        message
        for _, _, message, _, _ in extract_from_dir(PACKAGE, methods, options, KEYWORDS)
        if message
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_is_missing(language: str, messages: set[str | tuple[str, ...]]) -> None:
    catalog = read_catalog(language)
    missing = [message for message in messages if not is_translated(catalog, message)]
    assert not missing, "\n".join(map(repr, missing))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_is_fuzzy_or_left_over(
    language: str, messages: set[str | tuple[str, ...]]
) -> None:
    known = {message if isinstance(message, str) else message[0] for message in messages}
    doubtful = [m.id for m in entries(language) if m.fuzzy or _singular(m.id) not in known]
    assert not doubtful, "\n".join(map(repr, doubtful))


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_have_the_placeholders_of_the_message(language: str) -> None:
    unequal = [
        f"{original!r}: {translation!r}"
        for message in entries(language)
        for original, translation in _pairs(message)
        if _placeholders(translation) != _placeholders(original)
    ]
    assert not unequal, "\n".join(unequal)


def read_catalog(language: str) -> Catalog:
    path = Path(PACKAGE, "translations", language, "LC_MESSAGES", "messages.po")
    with path.open("rb") as file:
        return read_po(file, locale=language)


def entries(language: str) -> Iterator[Message]:
    return (message for message in read_catalog(language) if message.id)


def is_translated(catalog: Catalog, message: str | tuple[str, ...]) -> bool:
    found = catalog.get(_singular(message))
    return found is not None and all(_strings(found))


def _pairs(message: Message) -> Iterator[tuple[str, str]]:
    """Each translation beside what it translates; a singular may say "one" in words."""
    original = message.id if isinstance(message.id, str) else message.id[1]
    yield original, _strings(message)[-1]


def _strings(message: Message) -> list[str]:
    """One, or one for each plural form."""
    translated = message.string
    return [translated or ""] if isinstance(translated, str | None) else list(translated)


def _singular(message: str | tuple[str, ...] | list[str]) -> str:
    return message if isinstance(message, str) else message[0]


def _placeholders(text: str) -> list[str]:
    return sorted(PLACEHOLDER.findall(text))
