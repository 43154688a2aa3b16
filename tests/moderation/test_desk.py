"""The desk: what waits for a moderator, of the themes that they moderate and of no other."""

from collections.abc import Callable, Sequence
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import update

from connect.accounts import actions as accounts
from connect.database import atomic, db, utc_now
from connect.discussions.models import Comment, Thread
from connect.discussions.pins import Pin
from connect.members.models import Member
from connect.moderation.actions.appealing import make_appeal
from connect.moderation.actions.batching import work_next
from connect.moderation.actions.closing import close_thread
from connect.moderation.actions.looking import mark_as_seen
from connect.moderation.actions.reporting import report_comment
from connect.moderation.models import Batch, FirstLook
from connect.moderation.queries.sections import SECTIONS
from connect.themes.models import Theme
from tests.support.cast import GENT, Cast
from tests.support.conversations import Conversations
from tests.support.statements import queries_of
from tests.support.visitors import Answer, Visitor

pytestmark = pytest.mark.any_database

BrowserOf = Callable[..., Visitor]
DESK_BUDGET, SECTION_BUDGET = 14, 7


def age(app: Flask, threads: Sequence[Thread], days: int) -> None:
    moment = utc_now() - timedelta(days=days)
    with app.app_context(), atomic() as session:
        old = update(Thread).where(Thread.id.in_([thread.id for thread in threads]))
        session.execute(old.values(last_activity_at=moment, created_at=moment))


def newcomer(app: Flask, name: str = "Nadia Newman", days: int = 2) -> Member:
    with app.app_context():
        member = accounts.add_member(
            f"{name.split()[0].lower()}@example.org", name, municipality=GENT
        )
        with atomic() as session:
            session.get_one(Member, member.id).joined_at = utc_now() - timedelta(days=days)
        return db.session.get_one(Member, member.id)


def established(app: Flask, people: Cast) -> None:
    """Nobody of the cast is new."""
    with app.app_context(), atomic() as session:
        session.execute(update(Member).values(joined_at=utc_now() - timedelta(days=400)))


def lines(answer: Answer, section: str) -> list[str]:
    return [link.get_text() for link in answer.page.select(f"[id^=desk-{section}-] .desk__link")]


def total(answer: Answer, section: str) -> str:
    (place,) = answer.page.select(f"[data-desk-total={section}]")
    return place.get_text().strip()


@pytest.fixture
def waiting(app: Flask, people: Cast, talk: Conversations) -> dict[str, Theme]:
    """One of everything in each theme; what stands in it names the theme."""
    established(app, people)
    themes = {"circle": people.circle, "networks": people.networks, "prevention": people.prevention}
    for number, (slug, theme) in enumerate(themes.items()):
        asked = talk.open(people.chloe, theme, title=f"Question {slug}")
        stalled = talk.open(people.chloe, theme, title=f"Stalled {slug}", kind="discussion")
        talk.post(people.bram, stalled)
        age(app, [asked], 8)
        age(app, [stalled], 31)
        closed = talk.open(people.chloe, theme, title=f"Closed {slug}")
        reported = talk.open(people.chloe, theme, title=f"Reported {slug}", kind="experience")
        with app.app_context():
            with atomic() as session:
                row = session.get_one(Thread, closed.id)
                row.closed_at, row.reopens_at = utc_now(), utc_now() + timedelta(days=3)
            comment = db.session.query(Comment).filter_by(thread_id=reported.id).one()
            report_comment(people.bram, comment, kind="offensive")
        someone = newcomer(app, f"Newcomer{number} Nova")
        if slug == "circle":
            continue
        talk.open(someone, theme, title="Bonjour", body=f"First {slug}", kind="discussion")
    return themes


def test_a_moderator_sees_what_waits_in_their_themes_and_nothing_of_others(
    waiting: dict[str, Theme], browser_of: BrowserOf, people: Cast
) -> None:
    page = browser_of(people.amina).get("/moderation/?lang=en")
    assert lines(page, "questions") == ["Question circle", "Question prevention"]
    assert lines(page, "stalled") == ["Stalled prevention", "Stalled circle"]
    assert lines(page, "closures") == ["Closed circle", "Closed prevention"]
    assert lines(page, "reports") == ["Reported circle", "Reported prevention"]
    assert lines(page, "first-texts") == ["First prevention"]
    assert total(page, "questions") == "2"
    assert "networks" not in page.text.lower()
    assert "Netwerken" not in page.text


def test_an_organiser_sees_all_of_it(
    waiting: dict[str, Theme], browser_of: BrowserOf, people: Cast
) -> None:
    page = browser_of(people.olga).get("/moderation/?lang=en")
    assert total(page, "questions") == "3"
    assert set(lines(page, "first-texts")) == {"First prevention", "First networks"}


@pytest.mark.parametrize("section", SECTIONS)
def test_no_section_shows_a_theme_that_one_does_not_moderate(
    waiting: dict[str, Theme], browser_of: BrowserOf, people: Cast, section: str
) -> None:
    amina = browser_of(people.amina)
    page = amina.get(f"/moderation/{section}?lang=en")
    assert page.status == 200
    assert "networks" not in page.text.lower()
    assert amina.get(f"/moderation/{section}?theme={people.networks.id}").status == 404
    assert amina.get(f"/moderation/{section}?theme={people.circle.id}").status == 200


@pytest.mark.parametrize(
    "path",
    [
        *("/moderation/", "/moderation/questions", "/moderation/count", "/moderation/batches/"),
        "/moderation/batches/new?section=questions&act=close&targets=1",
    ],
)
def test_there_is_no_desk_for_who_moderates_nothing(
    browser_of: BrowserOf, people: Cast, path: str
) -> None:
    assert browser_of(people.bram).get(path).status == 403
    assert browser_of().get(path).location.startswith("/sign-in")


def test_the_menu_leads_to_the_desk_of_those_who_have_one(
    browser_of: BrowserOf, people: Cast
) -> None:
    for member, leads in ((people.amina, True), (people.olga, True), (people.bram, False)):
        page = browser_of(member).get("/themes/").page
        assert bool(page.select("a[href='/moderation/']")) is leads


def test_the_count_in_the_menu_is_what_waits_in_one_s_themes(
    waiting: dict[str, Theme], browser_of: BrowserOf, people: Cast
) -> None:
    amina = browser_of(people.amina)
    counted = amina.get("/moderation/count?lang=en").page.select_one("#desk-count .count")
    assert counted
    # Of each theme a report, a question and a closure; and one first text.
    assert counted.get_text() == "7"


def test_an_empty_desk_says_so_in_each_section(browser_of: BrowserOf, people: Cast) -> None:
    page = browser_of(people.amina).get("/moderation/").page
    assert len(page.select(".desk__empty")) == len(SECTIONS)
    assert not page.select("form.desk__acts")


def test_a_question_waits_only_while_it_is_open_and_old_enough(
    app: Flask, people: Cast, talk: Conversations, browser_of: BrowserOf
) -> None:
    young, answered, closed, moved = (talk.open(people.chloe, people.prevention) for _n in range(4))
    other = talk.open(people.chloe, people.prevention, kind="discussion")
    talk.post(people.bram, answered)
    age(app, [young], 6)
    age(app, [answered, closed, moved, other], 20)
    with app.app_context(), atomic() as session:
        session.get_one(Thread, closed.id).closed_at = utc_now()
        session.get_one(Thread, moved.id).merged_into_id = answered.id
    assert total(browser_of(people.amina).get("/moderation/"), "questions") == "0"


def test_a_thread_with_a_solution_does_not_stand_still(
    app: Flask, people: Cast, talk: Conversations, browser_of: BrowserOf
) -> None:
    thread = talk.open(people.chloe, people.prevention)
    answer = talk.post(people.bram, thread)
    age(app, [thread], 40)
    amina = browser_of(people.amina)
    assert total(amina.get("/moderation/"), "stalled") == "1"
    with app.app_context(), atomic() as session:
        session.get_one(Thread, thread.id).solution_id = answer.id
    assert total(amina.get("/moderation/"), "stalled") == "0"


def test_stalled_threads_can_be_narrowed_to_those_whose_author_spoke_last(
    app: Flask, people: Cast, talk: Conversations, browser_of: BrowserOf
) -> None:
    for speaker in (people.bram, people.chloe):
        thread = talk.open(people.chloe, people.prevention, title=f"After {speaker.name}")
        talk.post(speaker, thread)
        age(app, [thread], 40)
    page = browser_of(people.amina).get("/moderation/stalled?state=waiting")
    assert lines(page, "stalled") == ["After Chloé Lambert"]


def test_only_the_first_text_of_a_newcomer_waits_and_only_until_it_is_seen(
    app: Flask, people: Cast, talk: Conversations, browser_of: BrowserOf
) -> None:
    established(app, people)
    nadia = newcomer(app)
    thread = talk.open(people.chloe, people.prevention)
    first = talk.post(nadia, thread, "Mon premier mot.")
    talk.post(nadia, thread, "Mon deuxième mot.")
    amina = browser_of(people.amina)
    assert lines(amina.get("/moderation/"), "first-texts") == ["Mon premier mot."]
    with app.app_context():
        comment = db.session.get_one(Comment, first.id)
        mark_as_seen(people.olga, comment)
        mark_as_seen(people.amina, comment)
        assert db.session.query(FirstLook).one().by_id == people.olga.id
    assert lines(amina.get("/moderation/"), "first-texts") == []


def test_who_joined_long_ago_is_no_newcomer(
    app: Flask, people: Cast, talk: Conversations, browser_of: BrowserOf
) -> None:
    established(app, people)
    talk.open(newcomer(app, days=31), people.prevention)
    assert total(browser_of(people.amina).get("/moderation/"), "first-texts") == "0"


def test_personal_data_comes_first_and_the_state_and_assignee_of_a_report_are_said(
    app: Flask, people: Cast, talk: Conversations, browser_of: BrowserOf
) -> None:
    for kind in ("offensive", "personal_data"):
        thread = talk.open(people.chloe, people.prevention, title=kind)
        comment = talk.opening_of(thread)
        with app.app_context():
            report_comment(people.bram, db.session.get_one(Comment, comment.id), kind=kind)
    amina = browser_of(people.amina)
    assert lines(amina.get("/moderation/"), "reports") == ["personal_data", "offensive"]
    reports = amina.get("/moderation/reports?lang=en")
    assert "Personal data" in reports.page.select(".desk__line--urgent")[0].get_text()
    amina.post("/reports/1/assignment", {"member": people.amina.id, "seen": ""})
    assert "Taken in hand by Amina Benali" in amina.get("/moderation/reports").text
    assert lines(amina.get("/moderation/reports?mine=1"), "reports") == ["offensive"]
    assert lines(amina.get("/moderation/reports?state=new"), "reports") == ["personal_data"]


def test_pins_that_end_soon_are_said_with_their_kind(
    app: Flask, people: Cast, talk: Conversations, browser_of: BrowserOf
) -> None:
    for theme, days in ((people.prevention, 3), (people.prevention, 9), (people.networks, 3)):
        thread = talk.open(people.chloe, theme, title=f"Pinned {theme.slug} {days}")
        ends = utc_now() + timedelta(days=days)
        told = {"kind": "beacon", "everywhere": False, "position": 1, "reason": "x", "lang": "fr"}
        with app.app_context(), atomic() as session:
            session.add(Pin(thread_id=thread.id, ends_at=ends, **told))
    page = browser_of(people.amina).get("/moderation/?lang=en")
    assert lines(page, "pins") == ["Pinned prevention 3"]
    assert "Beacon" in page.page.select("[id^=desk-pins-]")[1].get_text()


def test_an_appeal_waits_for_another_moderator_than_the_one_who_decided(
    app: Flask, people: Cast, talk: Conversations, browser_of: BrowserOf
) -> None:
    for theme, by in ((people.prevention, people.olga), (people.circle, people.amina)):
        thread = talk.open(people.chloe, theme)
        with app.app_context():
            found = db.session.get_one(Thread, thread.id)
            decision = close_thread(by, found, reason="Double.", seen=None)
            make_appeal(people.chloe, decision, f"Pas d'accord: {theme.slug}")
    page = browser_of(people.amina).get("/moderation/?lang=en")
    assert lines(page, "appeals") == ["Pas d'accord: prevention"]
    assert total(page, "appeals") == "1"


def test_a_long_list_goes_on_page_after_page_and_misses_nothing(
    app: Flask, people: Cast, talk: Conversations, browser_of: BrowserOf
) -> None:
    threads = [
        talk.open(people.chloe, people.prevention, title=f"Question {number}")
        for number in range(35)
    ]
    age(app, threads, 9)  # all at one moment: the number decides
    amina = browser_of(people.amina)
    first = amina.get("/moderation/questions")
    older = first.page.select_one("a[rel=next]")
    assert older
    second = amina.get(str(older["href"]))
    found = lines(first, "questions") + lines(second, "questions")
    assert found == [f"Question {number}" for number in range(35)]
    assert not second.page.select("a[rel=next]")
    assert len(lines(amina.get("/moderation/"), "questions")) == 10
    assert amina.get("/moderation/questions?after=nonsense").status == 404
    assert amina.get("/moderation/nonsense").status == 404


def test_a_desk_asks_the_same_few_questions_of_many_lines_as_of_few(
    app: Flask, waiting: dict[str, Theme], people: Cast, browser_of: BrowserOf, talk: Conversations
) -> None:
    for _turn in range(2):
        for member in (people.amina, people.olga):
            visitor = browser_of(member)
            for path, budget in (
                ("/moderation/", DESK_BUDGET),
                ("/moderation/reports", SECTION_BUDGET),
            ):
                with queries_of() as queries:
                    assert visitor.get(path).status == 200
                assert len(queries) <= budget, "\n\n".join(queries)
        more = [talk.open(people.chloe, people.prevention) for _n in range(12)]
        age(app, more, 10)


def test_the_words_of_a_line_keep_their_language(
    app: Flask, people: Cast, talk: Conversations, browser_of: BrowserOf
) -> None:
    thread = talk.open(
        people.bram, people.prevention, title="Wie doet dat al?", body="Wie doet dat?"
    )
    age(app, [thread], 9)
    page = browser_of(people.amina).get("/moderation/").page
    (link,) = page.select("[id^=desk-questions-] .desk__link")
    assert link["lang"] == "nl"


def test_batches_of_others_are_out_of_reach(
    app: Flask, people: Cast, talk: Conversations, browser_of: BrowserOf
) -> None:
    with app.app_context(), atomic() as session:
        batch = Batch(by_id=people.olga.id, act="see", section="first-texts", targets=[])
        session.add(batch)
        session.flush()
        path = batch.url
    amina = browser_of(people.amina)
    assert amina.get(path).status == 404
    assert amina.post(f"{path}/undoing").status == 404
    with app.app_context():
        work_next()
    assert browser_of(people.olga).get(path).status == 200
