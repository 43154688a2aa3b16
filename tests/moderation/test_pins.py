"""Pinning threads: who may, what readers see, for how long, and that each undoing is exact."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup, Tag
from flask import Flask

from connect.database import at, atomic, db, utc_now
from connect.discussions.models import Thread
from connect.discussions.pins import Pin, PinMark
from connect.events import log
from connect.live.fragments import fragments_of
from connect.moderation.actions import end_due_pins
from connect.moderation.models import Decision
from connect.web.languages import speaking
from tests.support.acts import ActsOf
from tests.support.cast import Cast
from tests.support.conversations import Conversations
from tests.support.visitors import Visitor

pytestmark = pytest.mark.any_database

BrowserOf = Callable[..., Visitor]
ThreadOf = Callable[[str], Thread]
BEACON = {"kind": "beacon", "place": "theme"}
NEWS = {"kind": "announcement", "place": "theme"}
EVERYWHERE = {"kind": "beacon", "place": "everywhere"}


@pytest.fixture
def thread_of(talk: Conversations, people: Cast) -> ThreadOf:
    def thread_of(title: str) -> Thread:
        return talk.open(people.chloe, people.prevention, title=title)

    return thread_of


def first_in(visitor: Visitor, path: str = "/themes/prevention") -> list[str]:
    """The titles that stand first for this reader, without those one click away."""
    items = visitor.get(path).page.select("#foremost > ul > li:not([hidden])")
    return [title(item) for item in items]


def title(item: Tag) -> str:
    heading = item.select_one("h3")
    assert heading
    return heading.get_text(strip=True)


def pins(app: Flask) -> list[dict[str, object]]:
    with app.app_context():
        rows = db.session.query(Pin).order_by(Pin.id)
        names = [column.name for column in Pin.__table__.columns]
        return [{name: getattr(row, name) for name in names} for row in rows]


def in_days(number: int) -> str:
    return (utc_now() + timedelta(days=number)).strftime("%Y-%m-%d")


def test_a_pinned_thread_stands_first_with_its_reason(
    people: Cast, thread: Thread, thread_of: ThreadOf, acts_of: ActsOf, browser_of: BrowserOf
) -> None:
    thread_of("Plus récent")
    acts_of(people.amina).decide(thread, "pin", "À lire avant de poser une question.", **BEACON)
    for reader in (None, people.bram, people.chloe):
        page = browser_of(reader).get("/themes/prevention").page
        first = page.select_one("#foremost li")
        assert first
        assert title(first) == thread.title
        assert "À lire avant de poser une question." in first.get_text()
        assert page.select_one(f"#threads #thread-row-{thread.id}")


def test_a_reason_is_read_in_its_own_language(
    people: Cast, thread: Thread, acts_of: ActsOf, browser_of: BrowserOf
) -> None:
    acts_of(people.amina).decide(thread, "pin", "À lire avant de poser une question.", **BEACON)
    page = browser_of(people.bram).get("/themes/prevention").page
    reason = page.select_one("#foremost .foremost__reason")
    assert reason
    assert reason["lang"] == "fr"


@pytest.mark.parametrize("path", ["pin", "pin/removal", "pin/position", "feature"])
def test_nobody_but_its_moderators_comes_near(
    people: Cast, talk: Conversations, acts_of: ActsOf, browser_of: BrowserOf, path: str
) -> None:
    elsewhere = talk.open(people.chloe, people.networks)
    acts_of(people.olga).decide(elsewhere, "pin", **BEACON)
    count = acts_of(people.olga).count(elsewhere)
    form = {"reason": "Parce que.", "kind": "beacon", "order": str(elsewhere.id)}
    for member in (people.amina, people.bram, people.chloe):
        browser = browser_of(member)
        assert browser.get(f"{elsewhere.url}/{path}").status == 403
        assert browser.post(f"{elsewhere.url}/{path}", form).status == 403
    assert browser_of().post(f"{elsewhere.url}/{path}", form).status == 401
    closed = talk.open(people.chloe, people.circle)
    assert browser_of(people.dirk).post(f"{closed.url}/{path}", form).status == 404
    assert acts_of(people.olga).count(elsewhere) == count


def test_everywhere_is_for_organisers(
    people: Cast, thread: Thread, acts_of: ActsOf, browser_of: BrowserOf
) -> None:
    page = browser_of(people.amina).get(f"{thread.url}/pin").page
    assert not page.select("[name=place]")
    acts_of(people.amina).decide(thread, "pin", **EVERYWHERE)
    assert first_in(browser_of(people.bram), "/themes/networks") == []
    acts_of(people.olga).decide(thread, "pin", "Pour tous.", **EVERYWHERE)
    for path in ("/themes/prevention", "/themes/networks", "/"):
        assert first_in(browser_of(people.bram), path) == [thread.title]
    for path in ("pin", "pin/removal", "pin/position"):
        assert browser_of(people.amina).post(f"{thread.url}/{path}", BEACON).status == 403


def test_what_is_pinned_everywhere_stays_with_those_who_may_read_it(
    people: Cast, talk: Conversations, acts_of: ActsOf, browser_of: BrowserOf
) -> None:
    """On a page that visitors read, a thread for members stands first for nobody: what is pushed
    there is pushed to all."""
    for_members = talk.open(people.chloe, people.networks, title="Entre membres")
    acts_of(people.olga).decide(for_members, "pin", **EVERYWHERE)
    assert first_in(browser_of(people.bram), "/") == ["Entre membres"]
    assert first_in(browser_of(people.bram), "/themes/circle") == ["Entre membres"]
    assert first_in(browser_of(people.bram), "/themes/prevention") == []
    assert "Entre membres" not in browser_of().get("/themes/prevention").body
    in_circle = talk.open(people.chloe, people.circle)
    answer = acts_of(people.olga).send(in_circle, "pin", **EVERYWHERE)
    assert answer.status == 422


def test_a_cross_listed_thread_stands_first_in_both_themes(
    app: Flask, people: Cast, thread: Thread, acts_of: ActsOf, browser_of: BrowserOf
) -> None:
    with app.app_context(), atomic() as session:
        session.get_one(Thread, thread.id).second_theme_id = people.networks.id
    acts_of(people.amina).decide(thread, "pin", **BEACON)
    assert first_in(browser_of(people.bram), "/themes/networks") == [thread.title]


def test_an_announcement_leaves_once_opened_and_returns_when_edited(
    people: Cast, thread: Thread, talk: Conversations, acts_of: ActsOf, browser_of: BrowserOf
) -> None:
    """It has no answers, and Bram has no JavaScript."""
    acts_of(people.amina).decide(thread, "pin", **NEWS)
    bram = browser_of(people.bram)
    assert first_in(bram) == [thread.title]
    bram.get(thread.url, headers={"X-Sec-Purpose": "prefetch"})
    assert first_in(bram) == [thread.title]
    bram.get(thread.url)
    assert first_in(bram) == []
    assert first_in(browser_of(people.dirk)) == [thread.title]
    talk.edit(talk.opening_of(thread), "Tout autre chose.")
    assert first_in(bram) == [thread.title]
    bram.post(f"{thread.url}/reading", {"numbers": ""})
    assert first_in(bram) == []


def test_visitors_always_see_announcements_and_members_beacons(
    people: Cast, thread: Thread, acts_of: ActsOf, browser_of: BrowserOf
) -> None:
    acts_of(people.amina).decide(thread, "pin", **NEWS)
    visitor = browser_of()
    visitor.get(thread.url)
    assert first_in(visitor) == [thread.title]
    acts_of(people.amina).decide(thread, "pin", **BEACON)
    bram = browser_of(people.bram)
    bram.get(thread.url)
    assert first_in(bram) == [thread.title]


@pytest.mark.parametrize("kind", ["announcement", "beacon"])
def test_a_member_unpins_for_themselves_and_shows_it_again(
    people: Cast, thread: Thread, acts_of: ActsOf, browser_of: BrowserOf, kind: str
) -> None:
    acts_of(people.amina).decide(thread, "pin", kind=kind)
    bram = browser_of(people.bram)
    for _twice in range(2):
        answer = bram.post(f"{thread.url}/pin/dismissal", {"then": "/"})
        assert answer.location == "/"
    assert first_in(bram) == []
    assert first_in(browser_of(people.dirk)) == [thread.title]
    again = bram.get("/themes/prevention").page.select_one("#foremost button[formaction$=removal]")
    assert again
    bram.post(str(again["formaction"]), {"then": "https://evil.example"})
    assert first_in(bram) == [thread.title]


def test_who_may_not_read_a_thread_puts_nothing_aside(
    people: Cast, talk: Conversations, browser_of: BrowserOf
) -> None:
    closed = talk.open(people.chloe, people.circle)
    assert browser_of(people.dirk).post(f"{closed.url}/pin/dismissal").status == 404


def test_beyond_three_the_form_warns_and_asks(
    people: Cast, thread: Thread, thread_of: ThreadOf, acts_of: ActsOf, browser_of: BrowserOf
) -> None:
    amina = acts_of(people.amina)
    for number in range(3):
        amina.decide(thread_of(f"Fil {number}"), "pin", **BEACON)
    page = browser_of(people.amina).get(f"{thread.url}/pin").page
    assert page.select_one("[name=all_the_same]")
    answer = amina.send(thread, "pin", "Encore un.", **BEACON)
    assert answer.status == 422
    assert "Encore un." in str(answer.page.select_one("[name=reason]"))
    assert amina.count(thread) == 0
    amina.decide(thread, "pin", all_the_same="y", **BEACON)
    assert first_in(browser_of()) == [thread.title, "Fil 2", "Fil 1"]
    page = browser_of().get("/themes/prevention").page
    assert [title(item) for item in page.select("#foremost > details li:has(h3)")] == ["Fil 0"]
    amina.decide(thread, "pin", "Autrement dit.", kind="announcement")


def test_a_pin_ends_at_the_very_moment_and_is_taken_off_once(
    app: Flask, people: Cast, thread: Thread, acts_of: ActsOf, browser_of: BrowserOf
) -> None:
    amina = acts_of(people.amina)
    amina.decide(thread, "pin", last_day=in_days(1), **BEACON)
    with at(utc_now() + timedelta(days=3)):
        assert first_in(browser_of()) == []
        with app.app_context():
            assert end_due_pins() == 1
            assert end_due_pins() == 0
        ended = amina.last(thread)
        assert (ended.kind, ended.by_id) == ("thread.pin_ended", None)
    assert amina.count(thread) == 2
    assert pins(app)[0]["removed_at"] is not None


def test_an_ended_pin_can_be_pinned_anew_before_the_worker_came(
    app: Flask, people: Cast, thread: Thread, acts_of: ActsOf, browser_of: BrowserOf
) -> None:
    acts_of(people.amina).decide(thread, "pin", last_day=in_days(1), **BEACON)
    with at(utc_now() + timedelta(days=3)):
        acts_of(people.amina).decide(thread, "pin", "Encore.", **BEACON)
        assert first_in(browser_of()) == [thread.title]
    assert len(pins(app)) == 2


@pytest.mark.parametrize("day", ["2020-01-01", "9999-12-31", "no day"])
def test_a_day_that_is_over_or_far_away_is_refused(
    people: Cast, thread: Thread, acts_of: ActsOf, day: str
) -> None:
    answer = acts_of(people.amina).send(thread, "pin", "Parce que.", last_day=day, **BEACON)
    assert answer.status == 422
    assert answer.page.select_one("#last_day-error")
    assert "Parce que." in str(answer.page.select_one("[name=reason]"))


@pytest.mark.parametrize("mark", ["withdrawn_at", "hidden_at", "archived_at"])
def test_what_lists_do_not_show_cannot_stand_first(
    app: Flask, people: Cast, thread: Thread, acts_of: ActsOf, mark: str
) -> None:
    with app.app_context(), atomic() as session:
        setattr(session.get_one(Thread, thread.id), mark, utc_now())
    for path in ("pin", "feature"):
        answer = acts_of(people.olga).send(thread, path, **BEACON)
        assert answer.status in (404, 422)
    assert acts_of(people.olga).count(thread) == 0


def test_the_address_of_a_merged_thread_pins_the_one_it_leads_to(
    app: Flask, people: Cast, thread: Thread, thread_of: ThreadOf, acts_of: ActsOf
) -> None:
    other = thread_of("Un autre")
    with app.app_context(), atomic() as session:
        session.get_one(Thread, thread.id).merged_into_id = other.id
    assert acts_of(people.olga).send(thread, "pin", **BEACON).status == 303
    assert (acts_of(people.olga).count(thread), acts_of(people.olga).count(other)) == (0, 1)


def test_a_pinned_thread_that_is_hidden_stands_nowhere(
    app: Flask, people: Cast, thread: Thread, acts_of: ActsOf, browser_of: BrowserOf
) -> None:
    acts_of(people.amina).decide(thread, "pin", **BEACON)
    with app.app_context(), atomic() as session:
        session.get_one(Thread, thread.id).hidden_at = utc_now()
    for reader in (people.olga, people.bram):
        assert first_in(browser_of(reader)) == []


def test_the_same_form_twice_decides_once(
    people: Cast, thread: Thread, acts_of: ActsOf, app: Flask
) -> None:
    amina = acts_of(people.amina)
    for _twice in range(2):
        assert amina.send(thread, "pin", **BEACON).status == 303
    assert amina.count(thread) == 1
    assert len(pins(app)) == 1


def test_the_second_of_two_moderators_is_told_who_did_what(
    people: Cast, thread: Thread, acts_of: ActsOf, browser_of: BrowserOf, app: Flask
) -> None:
    seen = browser_of(people.olga).get(f"{thread.url}/pin").page.select_one("[name=seen]")
    assert seen
    acts_of(people.amina).decide(thread, "pin", "La première.", **NEWS)
    form = {"reason": "La seconde.", "seen": seen["value"], **BEACON}
    answer = browser_of(people.olga).post(f"{thread.url}/pin", form)
    assert answer.status == 409
    assert "Amina Benali" in answer.text
    assert "La première." in answer.text
    assert "La seconde." in str(answer.page.select_one("[name=reason]"))
    again = answer.page.select_one("[name=seen]")
    assert again
    assert (
        browser_of(people.olga).post(f"{thread.url}/pin", {**form, "seen": again["value"]}).status
        == 303
    )
    assert [pin["reason"] for pin in pins(app)] == ["La seconde."]


@pytest.fixture
def three(thread_of: ThreadOf, acts_of: ActsOf, people: Cast) -> list[Thread]:
    """Pinned; the last stands on top."""
    threads = [thread_of(f"Fil {number}") for number in range(3)]
    for each in threads:
        acts_of(people.amina).decide(each, "pin", **BEACON)
    return threads


def order_form(visitor: Visitor, thread: Thread) -> dict[str, object]:
    page = visitor.get(f"{thread.url}/pin/position").page
    known = page.select_one("[name=known]")
    assert known
    orders = [field["value"] for field in page.select("[name=order]")]
    return {"known": known["value"], "order": orders, "reason": "Par ordre."}


def test_buttons_move_a_pin_without_javascript_and_save_nothing(
    people: Cast, three: list[Thread], browser_of: BrowserOf
) -> None:
    amina = browser_of(people.amina)
    form = order_form(amina, three[0])
    assert form["order"] == [str(each.id) for each in reversed(three)]
    moved = amina.post(f"{three[0].url}/pin/position", {**form, "up": str(three[0].id)})
    assert moved.status == 200
    order = [str(field["value"]) for field in moved.page.select("[name=order]")]
    assert order == [str(three[2].id), str(three[0].id), str(three[1].id)]
    assert first_in(browser_of()) == ["Fil 2", "Fil 1", "Fil 0"]
    kept = amina.post(f"{three[0].url}/pin/position", {**form, "order": order})
    assert kept.status == 303
    assert first_in(browser_of()) == ["Fil 2", "Fil 0", "Fil 1"]


def test_an_order_of_what_changed_meanwhile_is_told(
    people: Cast, three: list[Thread], thread: Thread, acts_of: ActsOf, browser_of: BrowserOf
) -> None:
    amina = browser_of(people.amina)
    form = order_form(amina, three[0])
    acts_of(people.olga).decide(three[2], "pin/removal", "Assez vu.")
    form["order"] = [str(three[0].id), str(three[1].id), str(three[2].id)]
    answer = amina.post(f"{three[0].url}/pin/position", form)
    assert answer.status == 409
    assert "Olga Dupont" in answer.text
    for wrong in ([str(three[0].id)], [str(thread.id)] * 2, []):
        form = order_form(amina, three[0]) | {"order": wrong}
        assert amina.post(f"{three[0].url}/pin/position", form).status == 422
    assert first_in(browser_of()) == ["Fil 1", "Fil 0"]


def test_every_decision_is_undone_exactly(
    app: Flask, people: Cast, three: list[Thread], acts_of: ActsOf, browser_of: BrowserOf
) -> None:
    """In the opposite order: how it was pinned, the order, and what each member put aside."""
    amina = acts_of(people.amina)
    browser_of(people.bram).post(f"{three[1].url}/pin/dismissal")
    states, decided = [pins(app)], list[Decision]()

    def note(decision: Decision) -> None:
        decided.append(decision)
        states.append(pins(app))

    note(amina.decide(three[1], "pin", "Autre chose.", last_day=in_days(3), **NEWS))
    form = order_form(amina.visitor, three[0]) | {"order": [each.id for each in three]}
    assert amina.visitor.post(f"{three[0].url}/pin/position", form).status == 303
    note(amina.last(three[0]))
    note(amina.decide(three[1], "pin/removal"))
    for decision in reversed(decided):
        states.pop()
        assert amina.undo(decision).status == 303
        assert pins(app) == states[-1]
    assert first_in(browser_of(people.bram)) == ["Fil 2", "Fil 0"]
    with app.app_context():
        assert db.session.query(PinMark).filter_by(is_aside=True).count() == 1


def test_what_was_built_upon_is_not_undone_and_says_so(
    people: Cast, thread: Thread, acts_of: ActsOf, app: Flask
) -> None:
    amina = acts_of(people.amina)
    pinned = amina.decide(thread, "pin", **BEACON)
    changed = amina.decide(thread, "pin", "Mieux dit.", **NEWS)
    removed = amina.decide(thread, "pin/removal")
    for decision in (pinned, changed):
        before = pins(app)
        answer = amina.undo(decision)
        assert answer.status == 409
        assert removed.url in answer.body
        assert pins(app) == before


def test_a_pin_whose_time_is_over_meanwhile_does_not_come_back(
    app: Flask, people: Cast, thread: Thread, acts_of: ActsOf
) -> None:
    amina = acts_of(people.amina)
    amina.decide(thread, "pin", last_day=in_days(1), **BEACON)
    removed = amina.decide(thread, "pin/removal")
    with at(utc_now() + timedelta(days=3)):
        assert amina.undo(removed).status == 409
    assert pins(app)[0]["removed_at"] is not None


def test_a_moderator_does_not_undo_what_organisers_pinned_everywhere(
    people: Cast, thread: Thread, acts_of: ActsOf, browser_of: BrowserOf
) -> None:
    decision = acts_of(people.olga).decide(thread, "pin", **EVERYWHERE)
    assert acts_of(people.amina).undo(decision).status in (403, 409)
    assert first_in(browser_of(), "/themes/prevention") == [thread.title]
    assert acts_of(people.olga).undo(decision).status == 303
    assert first_in(browser_of(), "/themes/prevention") == []


@pytest.fixture
def heard(app: Flask) -> Callable[[int], str]:
    """What the last entry of a theme's stream sends to all who listen."""

    def heard(theme_id: int) -> str:
        with app.app_context():
            *_, entry = log.entries_after(f"theme:{theme_id}", 0).entries
            with speaking("fr"):
                return fragments_of([entry])[0]()

    return heard


def test_every_theme_hears_of_what_stands_everywhere_and_nobody_of_more_than_they_may_read(
    people: Cast, talk: Conversations, acts_of: ActsOf, heard: Callable[[int], str]
) -> None:
    for_members = talk.open(people.chloe, people.networks, title="Entre membres")
    acts_of(people.olga).decide(for_members, "pin", **EVERYWHERE)
    assert "Entre membres" in heard(people.networks.id)
    assert "Entre membres" in heard(people.circle.id)
    assert "Entre membres" not in heard(people.prevention.id)
    acts_of(people.olga).decide(for_members, "pin", **BEACON)
    assert 'id="foremost"' in heard(people.circle.id)
    assert "Entre membres" not in heard(people.circle.id)


def test_what_is_told_knows_no_reader(
    people: Cast,
    thread: Thread,
    acts_of: ActsOf,
    browser_of: BrowserOf,
    heard: Callable[[int], str],
) -> None:
    acts_of(people.amina).decide(thread, "pin", **BEACON)
    browser_of(people.bram).post(f"{thread.url}/pin/dismissal")
    block = BeautifulSoup(heard(people.prevention.id), "html.parser")
    item = block.select_one("li[data-pin]")
    assert item
    assert not item.has_attr("hidden")
    assert "csrf_token" not in str(block)
    assert all(tool.has_attr("hidden") for tool in block.select("[data-foremost-target=tool]"))


def test_what_a_thread_says_of_itself_changes_where_it_stands_first(
    people: Cast, thread: Thread, talk: Conversations, acts_of: ActsOf, heard: Callable[[int], str]
) -> None:
    acts_of(people.amina).decide(thread, "pin", **NEWS)
    opening = talk.opening_of(thread)
    talk.edit(opening, "Autrement dit.", title="Un autre titre")
    block = BeautifulSoup(heard(people.prevention.id), "html.parser")
    item = block.select_one("#foremost li[data-pin]")
    assert item
    assert "Un autre titre" in str(item)
    assert item["data-version"] == "2"
    talk.post(people.bram, thread)
    assert 'id="foremost"' not in heard(people.prevention.id)
    other = talk.open(people.chloe, people.prevention)
    talk.edit(talk.opening_of(other), "Rien de plus.")
    assert 'id="foremost"' not in heard(people.prevention.id)
