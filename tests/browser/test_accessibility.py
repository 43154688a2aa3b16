"""axe finds nothing to complain about: every listed page, light and dark, desk and telephone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.house.test_routes import listed_pages
from tests.support.browsers import DESKTOP, PHONE, check_accessibility
from tests.support.cast import Cast

NO_PAGES = {"/healthz", "/readyz", "/members/suggestions", "/places/municipalities"}
PUBLIC = [path for path in listed_pages("public") if path not in NO_PAGES]
ALL = [path for path in listed_pages("public") + listed_pages("member") if path not in NO_PAGES]
WAYS_TO_LOOK = [("light", DESKTOP), ("dark", PHONE)]


@pytest.mark.parametrize(("scheme", "viewport"), WAYS_TO_LOOK, ids=["light", "dark"])
def test_public_pages_are_accessible(
    scheme: str, viewport: dict[str, int], people: Cast, page_of: Callable[..., Page]
) -> None:
    page = page_of(locale="fr", scheme=scheme, viewport=viewport)
    check_all(page, PUBLIC)


@pytest.mark.parametrize(("scheme", "viewport"), WAYS_TO_LOOK, ids=["light", "dark"])
def test_an_organiser_s_pages_are_accessible(
    scheme: str, viewport: dict[str, int], people: Cast, page_of: Callable[..., Page]
) -> None:
    page = page_of(people.olga, locale="nl", scheme=scheme, viewport=viewport)
    check_all(page, ALL)


def check_all(page: Page, paths: list[str]) -> None:
    found = []
    for path in paths:
        page.goto(path)
        try:
            check_accessibility(page)
        except AssertionError as violations:
            found.append(f"{path}\n{violations}")
    assert not found, "\n\n".join(found)
