"""Quoting a passage, with a link back to where it was said."""

from collections.abc import Callable

from connect.discussions.models import Thread
from tests.support.cast import Cast
from tests.support.conversations import Conversations
from tests.support.visitors import Visitor

Browsing = Callable[..., Visitor]


def test_a_quotation_comes_back_as_a_quote_that_links_to_its_source(
    people: Cast, thread: Thread, talk: Conversations, browser_of: Browsing
) -> None:
    said = talk.post(people.chloe, thread, "La nuit, nous appelons le médiateur.")
    bram = browser_of(people.bram)
    page = bram.get(f"{said.url}/quotation").page
    quoted = page.select_one("textarea").text.strip()  # type: ignore[union-attr]
    parent = page.select_one("input[name=parent]")["value"]  # type: ignore[index]
    answer = bram.post(
        f"{thread.url}/comments", {"body": f"{quoted}\n\nEt le jour ?", "parent": parent}
    )
    posted = bram.get(answer.location).page.select_one(answer.location.partition(thread.url)[2])
    assert posted
    quote = posted.select_one("blockquote")
    assert quote
    assert "nous appelons le médiateur" in quote.text
    assert "Chloé Lambert" in quote.text
    assert quote.select_one(f"a[href='{said.url}']")
    assert "Et le jour ?" in posted.text.replace(quote.text, "")


def test_an_opening_is_quoted_too(
    people: Cast, thread: Thread, talk: Conversations, browser_of: Browsing
) -> None:
    opening = talk.opening_of(thread)
    page = browser_of(people.bram).get(f"{opening.url}/quotation").page
    assert "Qui prévient qui ?" in page.select_one("textarea").text  # type: ignore[union-attr]
