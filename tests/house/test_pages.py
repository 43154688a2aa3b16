"""Every page without a number in its address opens, for everybody whom it is for."""

from collections.abc import Callable

import pytest

from tests.house.test_routes import listed_pages
from tests.support.cast import Cast
from tests.support.visitors import Visitor

LANGUAGES = ["fr", "nl", "en"]


@pytest.mark.parametrize("path", listed_pages("public"))
def test_a_visitor_can_open(path: str, people: Cast, browser_of: Callable[..., Visitor]) -> None:
    for language in LANGUAGES:
        assert browser_of().get(f"{path}?lang={language}").status in (200, 302, 303)


@pytest.mark.parametrize("path", listed_pages("public") + listed_pages("member"))
def test_an_organiser_can_open(path: str, people: Cast, browser_of: Callable[..., Visitor]) -> None:
    for language in LANGUAGES:
        assert browser_of(people.olga).get(f"{path}?lang={language}").status in (200, 302, 303)
