"""A form that comes too late: the text is handed back, nothing is written."""

from collections.abc import Callable

from bs4 import BeautifulSoup
from flask import Flask

from connect.members.models import Member
from tests.accounts.conftest import CodesOf
from tests.support.cast import PASSWORD, Cast
from tests.support.conversations import Conversations
from tests.support.visitors import Visitor

BrowserOf = Callable[..., Visitor]
TEXT = "A long text about night shops & <b>noise</b>, typed for an hour."


def test_a_session_that_ended_gives_the_text_back(browser_of: BrowserOf, people: Cast) -> None:
    answer = browser_of().post("/profile", {"presentation": TEXT, "password": "x" * 30})
    assert answer.status == 401
    kept = answer.page.select_one("textarea[readonly]")
    assert kept
    assert kept.get_text() == TEXT
    assert answer.page.select_one("main a[href='/sign-in']")
    assert "x" * 30 not in answer.body


def test_a_session_that_is_gone_altogether_does_too(browser_of: BrowserOf, people: Cast) -> None:
    answer = browser_of().post("/profile", {"presentation": TEXT, "csrf_token": "of yesterday"})
    assert answer.status == 401
    assert TEXT in answer.page.get_text()


def test_a_member_with_a_wrong_token_gets_the_text_back(
    browser_of: BrowserOf, people: Cast
) -> None:
    answer = browser_of(people.bram).post(
        "/profile", {"presentation": TEXT, "csrf_token": "of yesterday"}
    )
    assert answer.status == 400
    assert TEXT in answer.page.get_text()


def test_a_program_is_told_in_json(browser_of: BrowserOf, people: Cast) -> None:
    answer = browser_of().get("/profile", headers={"Accept": "application/json"})
    assert answer.status == 401
    assert answer.json["status"] == 401


def test_a_text_goes_along_through_the_second_factor_too(
    browser_of: BrowserOf,
    people: Cast,
    app: Flask,
    second_factor_of: Callable[[Member], CodesOf],
) -> None:
    """For a password alone, see tests/drafts/test_signed_out_while_writing.py."""
    thread = Conversations(app).open(people.chloe, people.prevention)
    codes, visitor = second_factor_of(people.bram), browser_of()
    page = visitor.post(f"{thread.url}/comments", {"body": TEXT, "place": thread.stream}).page
    form = {"email": people.bram.email, "password": PASSWORD}
    step = visitor.post("/sign-in", form | {"kept": _kept(page)})
    assert step.status == 200
    wrong = visitor.post("/sign-in/second-factor", {"code": "000000", "kept": _kept(step.page)})
    assert wrong.status == 422
    code = {"code": codes.code(), "kept": _kept(wrong.page)}
    assert visitor.post("/sign-in/second-factor", code).location == f"{thread.url}#composer"
    composer = visitor.get(thread.url).page.select_one("#composer textarea")
    assert composer
    assert composer.get_text().strip() == TEXT


def _kept(page: BeautifulSoup) -> str:
    field = page.select_one("main form[method=post] [name=kept]")
    assert field
    return str(field["value"])
