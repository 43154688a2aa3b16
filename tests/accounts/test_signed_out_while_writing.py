"""A form that comes too late: the text is handed back, nothing is written."""

from collections.abc import Callable

from tests.support.cast import Cast
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
