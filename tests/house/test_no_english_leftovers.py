"""A French or Dutch reader is told nothing in English: on no page, and by no refused form.

What a page says both in English and in the reader's language is a leftover, unless it is somebody's
own words, or the translators chose the English word too.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache

import pytest
from bs4.element import NavigableString, PreformattedString, Tag
from flask import Flask

from connect.places import municipalities, vocabularies
from connect.web.languages import OWN_NAMES
from tests.house.test_routes import listed_pages
from tests.house.test_translations import PLACEHOLDER, entries
from tests.support.cast import Cast
from tests.support.visitors import Answer, Visitor

LANGUAGES = ["fr", "nl"]
READ_OUT = ["alt", "aria-label", "placeholder", "title"]
SILENT = ["kbd", "script", "style", "template", "textarea"]  # keys are named as they are printed
BRAND = {"BeFUS", "Connect", "BeFUS Connect", "CSV", "JSON"}
TITLE = "Nachtwacht"
NONSENSE = {"role": "king", "locale": "xx", "uses": "many", "municipality": "Nowhere", "kind": "?"}
FORMS = [
    "/domains/",
    "/forgotten-password",
    "/invitations/",
    "/invitations/lists/",
    "/join",
    "/profile",
    "/sign-in",
    "/vocabularies/service",
]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_translated(
    language: str, app: Flask, people: Cast, browser_of: Callable[..., Visitor]
) -> None:
    organiser = browser_of(people.olga)
    pages = [*listed_pages("public"), *listed_pages("member"), *_pages_of_a_thread(organiser)]
    pages += [people.bram.profile_url, "/no-such-page"]
    assert not _leftovers(language, app, people, pages, organiser.get)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_for_visitors_is_translated(
    language: str, app: Flask, people: Cast, browser_of: Callable[..., Visitor]
) -> None:
    assert not _leftovers(language, app, people, listed_pages("public"), browser_of().get)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("fields", [{}, NONSENSE], ids=["empty", "nonsense"])
def test_every_refused_form_is_translated(
    language: str,
    fields: dict[str, str],
    app: Flask,
    people: Cast,
    browser_of: Callable[..., Visitor],
) -> None:
    organiser = browser_of(people.olga)

    def refused(path: str) -> Answer:
        answer = organiser.post(path, fields)
        assert answer.status >= 400, path
        return answer

    forms = [*FORMS, f"{people.prevention.url}/threads"]
    assert not _leftovers(language, app, people, forms, refused)


def _leftovers(
    language: str,
    app: Flask,
    people: Cast,
    paths: list[str],
    answer: Callable[[str], Answer],
) -> list[str]:
    own = _own_words(app, people)
    return [
        f"{path}: {text}"
        for path in paths
        for text in _said(answer(f"{path}?lang=en")) & _said(answer(f"{path}?lang={language}"))
        if text not in own and not _same_in(language).fullmatch(text)
    ]


def _said(answer: Answer) -> set[str]:
    if answer.response.mimetype != "text/html" or answer.location:
        return set()
    parts = (part.strip(" ,") for text in _texts(answer.page) for part in text.split("·"))
    return {part for part in parts if _has_words(part)}


def _texts(page: Tag) -> Iterator[str]:
    for element in page.find_all(True):
        if element.name in SILENT or _is_in_another_language(element):
            continue
        yield from (str(element[name]) for name in READ_OUT if name in element.attrs)
        for child in element.children:
            if isinstance(child, NavigableString) and not isinstance(child, PreformattedString):
                yield " ".join(child.split())


def _is_in_another_language(element: Tag) -> bool:
    around = [element, *element.parents]
    return any(one.name != "html" and "lang" in one.attrs for one in around)


def _has_words(text: str) -> bool:
    return any(letter.isalpha() for letter in text)


def _own_words(app: Flask, people: Cast) -> set[str]:
    members = [one for one in vars(people).values() if hasattr(one, "function")]
    words = BRAND | {TITLE} | set(OWN_NAMES.values())
    for member in members:
        places = {member.place_name(language) for language in OWN_NAMES}
        words |= {member.name, member.initials, member.function, member.email} | places
    return words | _names_of_places() | _names_of_terms(app)


@cache
def _names_of_places() -> set[str]:
    areas = [*municipalities.areas().values(), *municipalities.regions().values()]
    return {
        place.name(language)
        for places in (municipalities.all_municipalities(), areas)
        for place in places
        for language in OWN_NAMES
    }


def _names_of_terms(app: Flask) -> set[str]:
    """Organisers write them; some are the same in two languages."""
    with app.app_context():
        names = [vocabularies.vocabulary_names(language).values() for language in OWN_NAMES]
    return {name for some in names for name in some}


@cache
def _same_in(language: str) -> re.Pattern[str]:
    same = [str(message.id) for message in entries(language) if message.id == message.string]
    wordy = [text for text in same if _has_words(PLACEHOLDER.sub("", text))]
    return re.compile("|".join(map(_filled_in, wordy)))


def _filled_in(text: str) -> str:
    return ".*".join(map(re.escape, PLACEHOLDER.split(text)))


def _pages_of_a_thread(member: Visitor) -> list[str]:
    new = {"kind": "question", "title": TITLE, "body": "<p>Wie werkt er 's nachts?</p>"}
    thread = member.post("/themes/prevention/threads", new).location
    member.post(f"{thread.rsplit('/', 1)[0]}/comments", {"body": "<p>Wij ook niet.</p>"})
    texts = member.get(thread).page.select("[data-quotable]")
    comments = [f"/comments/{text['data-quotable']}" for text in texts]
    own = [f"{comment}/{page}" for comment in comments for page in ("answer", "edit", "language")]
    return [thread, "/themes/prevention", "/themes/prevention/threads/new", *own]
