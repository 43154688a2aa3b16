"""The log of decisions: what members read of it, what only moderators and organisers do."""

from collections.abc import Callable

import pytest
from bs4 import Tag
from flask import Flask

from connect.database import utc_now
from connect.discussions.models import Comment, Thread
from connect.members.models import Member
from connect.moderation.openness import FOR_WHOM_IT_CONCERNS
from connect.moderation.queries.log import PAGE_SIZE
from tests.support.cast import Cast
from tests.support.conversations import Conversations
from tests.support.decisions import Decisions
from tests.support.statements import queries_of
from tests.support.visitors import Answer, Visitor

Reading = Callable[..., list[Tag]]


@pytest.fixture
def talk(app: Flask) -> Conversations:
    return Conversations(app)


@pytest.fixture
def decisions(app: Flask) -> Decisions:
    return Decisions(app)


@pytest.fixture
def thread(talk: Conversations, people: Cast) -> Thread:
    return talk.open(people.chloe, people.prevention, title="La nuit")


@pytest.fixture
def comment(talk: Conversations, people: Cast, thread: Thread) -> Comment:
    return talk.post(people.chloe, thread, "Un nom de trop.")


@pytest.fixture
def read(browser_of: Callable[..., Visitor]) -> Reading:
    """The decisions that a member finds."""

    def lines(member: Member, query: str = "") -> list[Tag]:
        return list(_log(browser_of(member), query).page.select(".decision"))

    return lines


def _log(visitor: Visitor, query: str = "") -> Answer:
    answer = visitor.get(f"/decisions/?lang=en{query}")
    assert answer.status == 200
    return answer


def _texts(lines: list[Tag]) -> str:
    return " ".join(" ".join(line.get_text(" ").split()) for line in lines)


@pytest.mark.any_database
def test_members_read_who_decided_what_where_why_and_when(
    people: Cast, thread: Thread, decisions: Decisions, read: Reading
) -> None:
    decisions.make("thread.closed", people.amina, "La question a sa réponse.", thread=thread)
    (line,) = read(people.bram)
    assert "Thread closed" in line.get_text()
    assert "Amina Benali" in line.get_text()
    assert line.select_one("time")
    where, why = line.select_one(".decision__where"), line.select_one(".decision__why")
    assert where
    assert why
    assert where.get_text(" ", strip=True) == "La nuit · Prevention"
    assert where.select_one(f"a[href='{thread.url}'][lang=fr]")
    assert (why.get_text(), why["lang"]) == ("La question a sa réponse.", "fr")


def test_it_is_told_by_whom_it_was_undone(
    people: Cast, thread: Thread, decisions: Decisions, read: Reading
) -> None:
    closed = decisions.make("thread.closed", people.amina, thread=thread)
    decisions.undo(closed, people.olga)
    (line,) = read(people.bram)
    assert "Undone by Olga Dupont" in _texts([line])
    assert len(line.select("time")) == 2


def test_what_a_timer_did_is_signed_by_the_platform(
    people: Cast, thread: Thread, decisions: Decisions, read: Reading
) -> None:
    decisions.make("thread.closed", None, "", thread=thread)
    (line,) = read(people.bram)
    assert "BeFUS Connect" in line.get_text()
    assert not line.select(".decision__why")


@pytest.mark.any_database
def test_whom_it_concerns_is_named_to_those_who_moderate_there_alone(
    people: Cast, thread: Thread, comment: Comment, decisions: Decisions, read: Reading
) -> None:
    decisions.make(
        "comment.hidden", people.amina, thread=thread, comment=comment, member=people.dirk
    )
    for member in (people.bram, people.chloe, people.dirk):
        (line,) = read(member)
        assert "Text hidden" in line.get_text()
        assert not {"Chloé", "Dirk"} & set(line.get_text(" ").split())
        assert comment.url not in str(line)
    for moderator in (people.amina, people.olga):
        (line,) = read(moderator)
        assert "Concerns Dirk Claes" in line.get_text()
        assert line.select_one(f"a[href='{comment.url}']")


def test_a_moderator_of_another_theme_reads_what_members_read(
    talk: Conversations, people: Cast, decisions: Decisions, read: Reading
) -> None:
    there = talk.open(people.chloe, people.networks, title="Ailleurs")
    decisions.make("comment.hidden", people.olga, thread=there, member=people.dirk)
    (line,) = read(people.amina)
    assert "Dirk" not in line.get_text()


@pytest.mark.any_database
def test_what_was_decided_in_a_circle_is_for_those_who_know_of_it(
    talk: Conversations, people: Cast, decisions: Decisions, read: Reading
) -> None:
    secret = talk.open(people.chloe, people.circle, title="Entre nous")
    decisions.make("thread.closed", people.amina, "Pour nous seuls.", thread=secret)
    decisions.make(
        "theme.approval_started", people.amina, "Pour nous aussi.", theme_id=people.circle.id
    )
    assert len(read(people.bram)) == 2
    assert read(people.dirk) == []


def test_what_was_decided_for_everywhere_is_for_all_members(
    people: Cast, decisions: Decisions, read: Reading
) -> None:
    decisions.make("member.suspended", people.olga, "Des menaces.", member=people.dirk)
    (line,) = read(people.bram)
    assert "Everywhere" in line.get_text()
    assert "Dirk" not in line.get_text()
    (line,) = read(people.amina)
    assert "Dirk" not in line.get_text()
    (line,) = read(people.olga)
    assert "Concerns Dirk Claes" in line.get_text()


@pytest.mark.any_database
def test_a_thread_that_is_not_there_for_all_is_not_named_to_all(
    people: Cast, thread: Thread, decisions: Decisions, read: Reading
) -> None:
    decisions.make("thread.pinned", people.amina, thread=thread)
    decisions.change(thread, hidden_at=utc_now())
    (line,) = read(people.bram)
    assert "A thread in “Prevention”" in line.get_text()
    assert "La nuit" not in line.get_text()
    for member in (people.chloe, people.amina, people.olga):
        (line,) = read(member)
        assert "La nuit" in line.get_text()


def test_a_thread_that_was_merged_keeps_its_name(
    talk: Conversations, people: Cast, thread: Thread, decisions: Decisions, read: Reading
) -> None:
    other = talk.open(people.chloe, people.prevention, title="Le jour")
    decisions.make("thread.closed", people.amina, thread=thread)
    decisions.change(thread, merged_into_id=other.id)
    (line,) = read(people.bram)
    assert "La nuit" in line.get_text()


@pytest.mark.any_database
def test_a_thread_that_moved_tells_nothing_of_where_the_reader_cannot_go(
    talk: Conversations, people: Cast, thread: Thread, decisions: Decisions, read: Reading
) -> None:
    came = talk.open(people.chloe, people.circle, title="Du cercle")
    decisions.make("thread.closed", people.amina, thread=came)
    decisions.make("thread.closed", people.amina, thread=thread)
    decisions.change(came, theme_id=people.prevention.id)
    decisions.change(thread, theme_id=people.circle.id)
    went, stayed = read(people.dirk)
    assert "A thread in “Prevention”" in went.get_text()
    assert "La nuit" not in went.get_text()
    assert "Du cercle" in stayed.get_text()
    assert "The circle" not in stayed.get_text()


@pytest.mark.any_database
@pytest.mark.parametrize("kind", sorted(FOR_WHOM_IT_CONCERNS))
def test_what_is_between_a_member_and_the_moderators_is_not_listed_to_members(
    talk: Conversations,
    people: Cast,
    thread: Thread,
    decisions: Decisions,
    read: Reading,
    browser_of: Callable[..., Visitor],
    kind: str,
) -> None:
    there = talk.open(people.chloe, people.networks)
    for about in (thread, there):
        decisions.make(kind, people.olga, thread=about, member=people.dirk)
    counts = {name: len(read(getattr(people, name))) for name in ("bram", "dirk", "amina", "olga")}
    assert counts == {"bram": 0, "dirk": 0, "amina": 1, "olga": 2}
    offered = f"option[value='{kind}']"
    assert not _log(browser_of(people.bram)).page.select(offered)
    assert _log(browser_of(people.amina)).page.select(offered)


def test_the_log_is_looked_through_by_theme_kind_and_moderator(
    talk: Conversations, people: Cast, thread: Thread, decisions: Decisions, read: Reading
) -> None:
    there = talk.open(people.chloe, people.networks, title="Ailleurs")
    decisions.make("thread.closed", people.amina, thread=thread)
    decisions.make("thread.closed", people.olga, thread=there)
    decisions.make("comment.hidden", people.olga, thread=thread)
    counts = {
        query: len(read(people.bram, query))
        for query in (
            *("&theme=prevention", "&kind=thread.closed", f"&by={people.olga.id}"),
            *(f"&theme=prevention&by={people.olga.id}", f"&thread={there.id}"),
            *("&theme=prevention&kind=thread.closed&by=9999", "&theme=none&kind=none&by=no"),
        )
    }
    assert list(counts.values()) == [2, 2, 2, 1, 1, 0, 3]


def test_what_was_looked_for_stays_chosen(
    people: Cast, thread: Thread, decisions: Decisions, browser_of: Callable[..., Visitor]
) -> None:
    decisions.make("thread.closed", people.amina, thread=thread)
    query = f"&theme=prevention&kind=thread.closed&by={people.amina.id}"
    page = _log(browser_of(people.bram), query).page
    chosen = [option["value"] for option in page.select("option[selected]")]
    assert chosen == ["prevention", "thread.closed", str(people.amina.id)]


def test_nobody_is_offered_who_decided_only_where_the_reader_cannot_go(
    talk: Conversations, people: Cast, decisions: Decisions, browser_of: Callable[..., Visitor]
) -> None:
    secret = talk.open(people.chloe, people.circle)
    decisions.make("thread.closed", people.amina, thread=secret)
    names = {
        member.name: _log(browser_of(member)).page.select_one("#log-by").get_text()  # type: ignore[union-attr]
        for member in (people.bram, people.dirk)
    }
    assert "Amina Benali" in names["Bram Peeters"]
    assert "Amina Benali" not in names["Dirk Claes"]


@pytest.mark.any_database
def test_a_long_log_is_read_page_by_page(
    people: Cast, thread: Thread, decisions: Decisions, browser_of: Callable[..., Visitor]
) -> None:
    for number in range(PAGE_SIZE + 2):
        decisions.make("thread.closed", people.amina, f"Raison {number}.", thread=thread)
    bram = browser_of(people.bram)
    first = _log(bram, "&theme=prevention").page
    assert len(first.select(".decision")) == PAGE_SIZE
    older = first.select_one("a[rel=next]")
    assert older
    second = bram.get(str(older["href"])).page
    reasons = [line.get_text() for line in second.select(".decision__why")]
    assert reasons == ["Raison 1.", "Raison 0."]
    assert second.select_one("option[value=prevention][selected]")
    assert not second.select("a[rel=next]")


def test_a_page_of_the_log_costs_the_same_however_long_it_is(
    talk: Conversations, people: Cast, thread: Thread, comment: Comment, decisions: Decisions,
    browser_of: Callable[..., Visitor],
) -> None:  # fmt: skip
    costs = []
    for _ in range(2):
        for _ in range(8):
            other = talk.open(people.bram, people.networks)
            decisions.make("comment.hidden", people.amina, thread=thread, comment=comment)
            decisions.make("thread.closed", people.olga, thread=other, member=people.dirk)
        amina = browser_of(people.amina)
        with queries_of() as queries:
            _log(amina)
        costs.append(len(queries))
    assert costs[0] == costs[1] <= 6
