"""One answer of a thread: pinned under its opening, or the solution of its question."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from bs4 import BeautifulSoup, Tag
from flask import Flask

from connect.database import atomic, db, utc_now
from connect.discussions.models import Comment, Thread
from connect.events import log
from connect.live.fragments import fragments_of
from connect.moderation.models import Decision
from connect.web.languages import speaking
from tests.support.acts import ActsOf
from tests.support.cast import Cast
from tests.support.conversations import Conversations
from tests.support.statements import queries_of
from tests.support.visitors import Answer, Visitor

pytestmark = pytest.mark.any_database

BrowserOf = Callable[..., Visitor]
PATHS = ("pin", "pin/removal", "solution", "solution/removal")


@pytest.fixture
def answer(talk: Conversations, people: Cast, thread: Thread) -> Comment:
    return talk.post(people.bram, thread, "Wij bellen de wijkagent.")


@pytest.fixture
def other(talk: Conversations, people: Cast, thread: Thread) -> Comment:
    return talk.post(people.dirk, thread, "Wij ook.")


@dataclass
class Choosing:
    """What a moderator sends from the pages of a comment."""

    app: Flask
    visitor: Visitor

    def send(self, comment: Comment, path: str, **form: str) -> Answer:
        seen = self.visitor.get(f"{comment.url}/{path}").page.select_one("[name=seen]")
        known = {"seen": str(seen["value"])} if seen else {}
        return self.visitor.post(f"{comment.url}/{path}", {**known, "reason": "Utile.", **form})

    def decide(self, comment: Comment, path: str) -> Decision:
        answer = self.send(comment, path)
        assert answer.status == 303, answer.text
        with self.app.app_context():
            newest = db.session.query(Decision).order_by(Decision.id.desc())
            return newest.first()  # type: ignore[return-value]


@pytest.fixture
def amina(app: Flask, people: Cast, browser_of: BrowserOf) -> Choosing:
    return Choosing(app, browser_of(people.amina))


def decisions(app: Flask) -> int:
    with app.app_context():
        return db.session.query(Decision).count()


def on_top(visitor: Visitor, thread: Thread) -> dict[str, str]:
    """What the page says above its answers, and the signs on them."""
    page = visitor.get(f"{thread.url}?lang=en").page
    found = {name: page.select_one(name) for name in ("#solution", "#first-comment")}
    badges = {name: page.select_one(name) for name in ("#solution-badge", "#pin-badge")}
    words = {name: part.get_text(" ", strip=True) if part else "" for name, part in found.items()}
    items = {name: str(badge.find_parent("li")["id"]) for name, badge in badges.items() if badge}  # type: ignore[index]
    return words | items


def last_heard(app: Flask, stream: str) -> list[Tag]:
    with app.app_context():
        *_, entry = log.entries_after(stream, 0).entries
        with speaking("en"):
            html = fragments_of([entry])[0]()
    return list(BeautifulSoup(html, "html.parser").find_all("turbo-stream"))


def test_a_pinned_answer_is_shown_under_the_opening_in_no_more_statements(
    people: Cast,
    thread: Thread,
    answer: Comment,
    amina: Choosing,
    acts_of: ActsOf,
    browser_of: BrowserOf,
) -> None:
    acts_of(people.amina).decide(thread, "feature")  # a first decision costs a statement
    bram = browser_of(people.bram)
    with queries_of() as before:
        bram.get(thread.url)
    amina.decide(answer, "pin")
    amina.decide(answer, "solution")
    with queries_of() as after:
        bram.get(thread.url)
    assert len(after) == len(before), "\n\n".join(after)
    shown = on_top(browser_of(), thread)
    assert "Wij bellen de wijkagent." in shown["#first-comment"]
    assert shown["#pin-badge"] == f"comment-item-{answer.id}"
    page = browser_of().get(thread.url).page
    assert page.select_one(f"#first-comment a[href='{answer.url}']")
    assert page.select_one("#first-comment [lang=nl]")


def test_another_answer_takes_its_place_and_gives_it_back(
    people: Cast,
    thread: Thread,
    answer: Comment,
    other: Comment,
    amina: Choosing,
    browser_of: BrowserOf,
) -> None:
    for path, badge in (("pin", "#pin-badge"), ("solution", "#solution-badge")):
        first, second = amina.decide(answer, path), amina.decide(other, path)
        assert on_top(browser_of(), thread)[badge] == f"comment-item-{other.id}"
        assert amina.visitor.post(f"{first.url}/reversal").status == 409
        assert amina.visitor.post(f"{second.url}/reversal").status == 303
        assert on_top(browser_of(), thread)[badge] == f"comment-item-{answer.id}"
        removed = amina.decide(answer, f"{path}/removal")
        assert badge not in on_top(browser_of(), thread)
        amina.visitor.post(f"{removed.url}/reversal")
        assert on_top(browser_of(), thread)[badge] == f"comment-item-{answer.id}"
        amina.visitor.post(f"{first.url}/reversal")
        assert badge not in on_top(browser_of(), thread)


@pytest.mark.parametrize("mark", ["withdrawn_at", "hidden_at"])
def test_what_does_not_stand_any_more_is_not_shown(
    app: Flask,
    people: Cast,
    thread: Thread,
    answer: Comment,
    amina: Choosing,
    browser_of: BrowserOf,
    mark: str,
) -> None:
    amina.decide(answer, "pin")
    amina.decide(answer, "solution")
    with app.app_context(), atomic() as session:
        setattr(session.get_one(Comment, answer.id), mark, utc_now())
    for reader in (None, people.amina):
        shown = on_top(browser_of(reader), thread)
        assert shown["#first-comment"] == shown["#solution"] == ""
    row = browser_of().get("/themes/prevention?lang=en").page.select_one("#threads li")
    assert row
    assert "Solved" not in row.get_text()


def test_a_solved_question_says_so_on_top_in_the_list_and_to_who_looks_for_it(
    people: Cast,
    thread: Thread,
    answer: Comment,
    amina: Choosing,
    talk: Conversations,
    browser_of: BrowserOf,
) -> None:
    waiting = talk.open(people.chloe, people.prevention, title="Personne ?")
    amina.decide(answer, "solution")
    page = browser_of().get(f"{thread.url}?lang=en").page
    assert page.select_one(f"#solution a[href='{answer.url}']")

    def listed(kind: str) -> list[str]:
        found = browser_of().get(f"/themes/prevention?kind={kind}&lang=en").page
        return [str(row["id"]) for row in found.select("#threads > li")]

    assert listed("solved") == [f"thread-row-{thread.id}"]
    assert listed("unanswered") == [f"thread-row-{waiting.id}"]
    row = browser_of().get("/themes/prevention?lang=en").page.select_one(f"#thread-row-{thread.id}")
    assert row
    assert "Solved" in row.get_text()


def test_who_asked_points_the_solution_out_without_a_reason_or_a_decision(
    app: Flask,
    people: Cast,
    thread: Thread,
    answer: Comment,
    talk: Conversations,
    browser_of: BrowserOf,
) -> None:
    chloe = browser_of(people.chloe)
    tool = f"[formaction='{answer.url}/solution']"
    button = chloe.get(thread.url).page.select_one(tool)
    assert button
    assert not button.has_attr("hidden")
    for reader in (None, people.bram, people.dirk):
        found = browser_of(reader).get(thread.url).page.select_one(tool)
        assert found
        assert found.has_attr("hidden")
    for _twice in range(2):
        assert chloe.post(f"{answer.url}/solution").status == 303
    assert talk.again(thread).solution_id == answer.id
    assert chloe.get(f"{answer.url}/solution/removal").page.select_one("main form")
    chloe.post(f"{answer.url}/solution/removal")
    assert talk.again(thread).solution_id is None
    assert decisions(app) == 0


def test_nobody_else_chooses(
    app: Flask,
    people: Cast,
    talk: Conversations,
    thread: Thread,
    answer: Comment,
    browser_of: BrowserOf,
) -> None:
    """Nor who asked may pin; nor a moderator of another theme do anything."""
    elsewhere = talk.post(people.bram, talk.open(people.dirk, people.networks))
    closed = talk.post(people.bram, talk.open(people.chloe, people.circle))
    form = {"reason": "Utile."}
    for path in PATHS:
        for member, comment in (
            (people.bram, answer),
            (people.dirk, answer),
            (people.amina, elsewhere),
        ):
            browser = browser_of(member)
            assert browser.get(f"{comment.url}/{path}").status == 403
            assert browser.post(f"{comment.url}/{path}", form).status == 403
        assert browser_of(people.dirk).post(f"{closed.url}/{path}", form).status == 404
        assert browser_of().post(f"{answer.url}/{path}", form).status == 401
    assert browser_of(people.chloe).post(f"{answer.url}/pin", form).status == 403
    assert decisions(app) == 0
    assert talk.again(thread).solution_id is None


def test_only_an_answer_that_stands_to_a_question_is_a_solution(
    app: Flask,
    people: Cast,
    talk: Conversations,
    thread: Thread,
    answer: Comment,
    amina: Choosing,
    browser_of: BrowserOf,
) -> None:
    story = talk.open(people.chloe, people.prevention, kind="experience")
    told = talk.post(people.bram, story)
    opening = talk.opening_of(thread)
    for comment in (told, opening):
        assert amina.send(comment, "solution").status == 422
    assert amina.send(opening, "pin").status == 422
    talk.answer(people.dirk, answer)
    talk.withdraw(answer)
    for path in ("solution", "pin"):
        assert amina.send(answer, path).status == 422
    chloe = browser_of(people.chloe)
    assert chloe.post(f"{answer.url}/solution").location == thread.url
    assert chloe.post(f"{told.url}/solution").status == 403
    assert decisions(app) == 0


def test_nothing_is_chosen_in_an_archived_thread(
    app: Flask,
    people: Cast,
    thread: Thread,
    answer: Comment,
    amina: Choosing,
    browser_of: BrowserOf,
) -> None:
    with app.app_context(), atomic() as session:
        session.get_one(Thread, thread.id).archived_at = utc_now()
    for path in ("pin", "solution"):
        assert amina.send(answer, path).status == 422
    assert browser_of(people.chloe).post(f"{answer.url}/solution").status == 403
    assert decisions(app) == 0


def test_the_second_of_two_moderators_is_told(
    people: Cast,
    thread: Thread,
    answer: Comment,
    other: Comment,
    amina: Choosing,
    browser_of: BrowserOf,
) -> None:
    seen = browser_of(people.olga).get(f"{other.url}/pin").page.select_one("[name=seen]")
    assert seen
    amina.decide(answer, "pin")
    form = {"reason": "La mienne.", "seen": str(seen["value"])}
    refused = browser_of(people.olga).post(f"{other.url}/pin", form)
    assert refused.status == 409
    assert "Amina Benali" in refused.text


def test_readers_hear_of_it_and_so_do_lists(
    app: Flask, people: Cast, thread: Thread, answer: Comment, talk: Conversations, amina: Choosing
) -> None:
    amina.decide(answer, "pin")
    told = {str(e["target"]): str(e) for e in last_heard(app, thread.stream)}
    assert "Wij bellen de wijkagent." in told["first-comment"]
    assert "pin-badge" in told[f"comment-item-{answer.id}"]
    talk.edit(answer, "Wij bellen niemand meer.")
    told = {str(e["target"]): str(e) for e in last_heard(app, thread.stream)}
    assert "Wij bellen niemand meer." in told["first-comment"]
    amina.decide(answer, "solution")
    assert answer.url in str(last_heard(app, thread.stream))
    assert "Solved" in str(last_heard(app, "theme:1"))
    talk.withdraw(answer)
    told = {str(e["target"]): str(e) for e in last_heard(app, thread.stream)}
    assert "niemand" not in told["first-comment"]
    assert answer.url not in told["solution"]
    assert "Solved" not in str(last_heard(app, "theme:1"))
