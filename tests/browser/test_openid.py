"""To a provider and back in a real browser, which minds where our forms may lead."""

import re
from pathlib import Path

from flask import Flask
from playwright.sync_api import Browser, Page

from connect.settings import Settings
from tests.support.browsers import be_patient, check_accessibility
from tests.support.cast import PASSWORD, Cast
from tests.support.openid import running_provider
from tests.support.servers import serving
from tests.support.services import free_port


def test_an_account_elsewhere_is_linked_and_opens_the_door(
    app: Flask, people: Cast, settings: Settings, chromium: Browser, tmp_path: Path
) -> None:
    port = free_port()
    site = f"http://localhost:{port}"
    with (
        running_provider(site) as city,
        serving(city.trusted_by(settings), tmp_path / "server.log", host="localhost", port=port),
        chromium.new_context(base_url=site) as context,
    ):
        be_patient(context)
        page = context.new_page()
        page.goto("/sign-in?lang=en&next=/account")
        check_accessibility(page)
        page.get_by_label("E-mail address").fill(people.bram.email)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in", exact=True).click()
        page.get_by_role("button", name="Link this account").click()
        _agree(page, "bram")
        page.get_by_role("button", name="Unlink").wait_for()
        assert page.url == f"{site}/account"
        check_accessibility(page)

        page.locator("form[action='/sign-out']").evaluate("form => form.submit()")
        page.goto("/sign-in?next=/members/")
        page.get_by_role("button", name=re.compile("my city's account")).click()
        page.wait_for_url(f"{site}/members/")


def _agree(page: Page, login: str) -> None:
    page.locator("input[name=login]").fill(login)
    page.locator("input[name=password]").fill("anything")
    page.locator("button[type=submit]").click()
    page.locator("input[value=consent]").wait_for(state="attached")
    page.locator("button[type=submit]").click()
