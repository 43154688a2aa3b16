"""Methods yes, cases no: a writer is reminded, and decides."""

from collections.abc import Callable

from connect.discussions.models import Thread
from tests.drafts.conftest import Saving
from tests.support.cast import Cast
from tests.support.visitors import Visitor

BrowserOf = Callable[..., Visitor]
CASE = "Le jeune, né le 12/03/1998, est joignable au 0470 12 34 56."


def test_while_writing_what_looks_like_a_case_is_told_with_every_save(
    people: Cast, thread: Thread, browser_of: BrowserOf, save: Saving
) -> None:
    bram = browser_of(people.bram)
    answer = save(bram, thread.stream, body=f"<p>{CASE}</p>")
    assert answer.status == 200
    born, phone = answer.json["reminders"]
    assert "12/03/1998" in born
    assert "0470 12 34 56" in phone
    assert save(bram, thread.stream, 1, body="Une méthode.").json["reminders"] == []


def test_a_title_is_read_too(
    people: Cast, thread: Thread, browser_of: BrowserOf, save: Saving
) -> None:
    place = people.prevention.stream
    answer = save(browser_of(people.bram), place, title="Appeler le 0470 12 34 56", body="Oui")
    assert "0470 12 34 56" in answer.json["reminders"][0]


def test_a_preview_reminds_and_lets_publish(
    people: Cast, thread: Thread, browser_of: BrowserOf
) -> None:
    page = browser_of(people.bram).post("/preview", {"body": CASE, "place": thread.stream}).page
    reminded = [line.text for line in page.select(".care li")]
    assert len(reminded) == 2
    assert page.select_one("main form button.button--primary")


def test_without_scripts_it_is_published_and_then_reminded(
    people: Cast, thread: Thread, browser_of: BrowserOf
) -> None:
    bram = browser_of(people.bram)
    answer = bram.post(f"{thread.url}/comments", {"body": CASE})
    assert answer.status == 303
    page = bram.get(answer.location).page
    assert CASE in page.select_one("#comments").text  # type: ignore[union-attr]
    assert "0470 12 34 56" in page.select_one(".flash").text  # type: ignore[union-attr]
    bram.post(f"{thread.url}/comments", {"body": "Une méthode."})
    assert not bram.get(thread.url).page.select_one(".flash")
