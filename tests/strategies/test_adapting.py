"""A municipality takes a strategy over: a draft of its own, linked and compared with the first."""

import uuid
from collections.abc import Callable

import pytest
from flask import Flask

from connect.database import db
from connect.notifications.models import Notification
from connect.strategies.models import Strategy
from connect.worker import settle_due
from tests.support.cast import GENT, Cast
from tests.support.sheets import Sheets
from tests.support.visitors import Visitor

BrowserOf = Callable[..., Visitor]


@pytest.fixture
def sheets(app: Flask) -> Sheets:
    return Sheets(app)


@pytest.fixture
def origin(people: Cast, sheets: Sheets) -> Strategy:
    return sheets.publish(people.chloe)


@pytest.mark.any_database
def test_a_draft_of_one_s_own_begins_with_the_method(
    app: Flask, people: Cast, origin: Strategy, browser_of: BrowserOf
) -> None:
    bram = browser_of(people.bram)
    answer = bram.post(f"{origin.url}/adaptation", {"token": str(uuid.uuid4())})
    assert answer.status == 303
    with app.app_context():
        mine = db.session.query(Strategy).filter_by(author_id=people.bram.id).one()
        assert answer.location == f"{mine.url}/edit"
        assert (mine.state, mine.adapted_from_id) == ("draft", origin.id)
        assert mine.sheet["municipalities"] == [GENT]
        for kept in ("title", "themes", "target_groups", "problem", "actions", "transfer"):
            assert mine.sheet[kept] == origin.sheet[kept]
        for emptied in ("results", "indicators", "start", "end", "needs", "fte", "review_on"):
            assert not mine.sheet[emptied], emptied
        assert (mine.sheet["evidence"], mine.sheet["visibility"]) == ("E1", "members")
        assert mine.contact_id is None


def test_it_begins_with_the_words_one_reads(
    app: Flask, people: Cast, sheets: Sheets, origin: Strategy, browser_of: BrowserOf
) -> None:
    sheets.translate(people.dirk, origin)
    browser_of(people.bram).post(f"{origin.url}/adaptation", {"token": str(uuid.uuid4())})
    with app.app_context():
        mine = db.session.query(Strategy).filter_by(author_id=people.bram.id).one()
        assert (mine.title, mine.lang) == ("Een koffie voor het dossier", "nl")


def test_a_form_that_is_sent_twice_starts_one_draft(
    app: Flask, people: Cast, origin: Strategy, browser_of: BrowserOf
) -> None:
    bram, form = browser_of(people.bram), {"token": str(uuid.uuid4())}
    locations = {bram.post(f"{origin.url}/adaptation", form).location for _ in range(2)}
    assert len(locations) == 1
    shown = bram.get(f"{origin.url}/adaptation")
    assert shown.page.select_one(f'.notice a[href="{locations.pop()}"]')


def test_what_is_out_of_reach_or_a_draft_is_not_adapted(
    people: Cast, sheets: Sheets, browser_of: BrowserOf
) -> None:
    draft = sheets.start(people.chloe)
    archived = sheets.publish(people.chloe)
    sheets.archive(people.chloe, archived)
    expected = {
        (None, archived): 302,
        (people.bram, draft): 404,
        (people.chloe, draft): 403,
        (people.bram, archived): 200,
    }
    for (reader, strategy), status in expected.items():
        assert browser_of(reader).get(f"{strategy.url}/adaptation").status == status
    assert browser_of(people.chloe).post(f"{draft.url}/adaptation").status == 403


def test_both_sheets_name_each_other_once_the_second_is_published(
    people: Cast, sheets: Sheets, origin: Strategy, browser_of: BrowserOf
) -> None:
    draft = sheets.start(people.bram, adapted_from=origin, title="Koffie in Gent")
    assert draft.title not in browser_of(people.bram).get(origin.url).text
    taken_over = sheets.publish(people.bram, adapted_from=origin, title="Meer koffie in Gent")
    assert browser_of().get(origin.url).page.select_one(f'.kin a[href="{taken_over.url}"]')
    back = browser_of().get(taken_over.url).page
    assert back.select_one(f'.kin a[href="{origin.url}"]')
    assert back.select_one(f'.kin a[href="{taken_over.url}/comparison"]')


def test_whoever_may_not_read_the_origin_sees_no_trace_of_it(
    people: Cast, sheets: Sheets, browser_of: BrowserOf
) -> None:
    origin = sheets.publish(people.chloe, visibility="members", title="Le secret du beffroi")
    open_one = sheets.publish(people.bram, adapted_from=origin, title="Koffie in Gent")
    shown = browser_of().get(open_one.url)
    assert shown.status == 200
    assert "beffroi" not in shown.body
    assert f'"{origin.url}"' not in shown.body
    assert not shown.page.select(".kin, a[href$='/comparison']")
    comparison = browser_of().get(f"{open_one.url}/comparison")
    nothing = browser_of().get(f"{sheets.publish(people.dirk).url}/comparison")
    assert (comparison.status, nothing.status) == (302, 302)
    assert browser_of(people.bram).get(f"{open_one.url}/comparison").status == 200


def test_a_sheet_of_its_own_is_compared_with_nothing(
    people: Cast, origin: Strategy, browser_of: BrowserOf
) -> None:
    assert browser_of(people.bram).get(f"{origin.url}/comparison").status == 404


def test_what_differs_stands_first_with_its_words_marked(
    people: Cast, sheets: Sheets, origin: Strategy, browser_of: BrowserOf
) -> None:
    own = {
        "municipalities": [GENT],
        "objectives": ["Rappeler en trois jours", "Clore la moitié sans dossier"],
        "results": "",
        "status": "pilot",
        "budget": "10k_50k",
    }
    taken_over = sheets.publish(people.bram, adapted_from=origin, **own)
    page = browser_of(people.chloe).get(f"{taken_over.url}/comparison?lang=fr").page
    different = [str(field["id"]) for field in page.select(".translation__title")]
    assert different == [
        f"of-{name}" for name in ("municipalities", "status", "objectives", "budget", "results")
    ]
    objectives = page.select('[aria-labelledby="of-objectives"] .diff')
    assert "cinq" in objectives[0].select_one("del").get_text()  # type: ignore[union-attr]
    assert "trois" in objectives[1].select_one("ins").get_text()  # type: ignore[union-attr]
    assert "Clore la moitié" in objectives[1].get_text()
    assert not objectives[0].select("ins")
    assert len(page.select("#same ~ ul li")) > 10


def test_between_two_languages_nothing_is_marked_unless_the_origin_is_translated(
    people: Cast, sheets: Sheets, origin: Strategy, browser_of: BrowserOf
) -> None:
    own = {
        "title": "Een koffie voor het dossier",
        "summary": "<p>Wij bellen elke klager terug.</p>",
    }
    taken_over = sheets.publish(people.bram, adapted_from=origin, **own)
    sheets.set(taken_over, lang="nl")
    url = f"{taken_over.url}/comparison"
    before = browser_of(people.dirk).get(url).page
    sides = before.select('[aria-labelledby="of-title"] .diff')
    assert [side.get("lang") for side in sides] == ["fr", None]
    assert not before.select('[aria-labelledby="of-title"] :is(ins, del)')
    sheets.translate(people.dirk, origin)
    after = browser_of(people.dirk).get(url).page
    assert not after.select('[aria-labelledby="of-title"]')
    assert after.select('[aria-labelledby="of-summary"] :is(ins, del)')


def test_those_who_wrote_the_first_are_told_when_the_second_is_published(
    app: Flask, people: Cast, sheets: Sheets, origin: Strategy
) -> None:
    draft = sheets.start(people.bram, adapted_from=origin)
    assert _told(app) == []
    taken_over = sheets.publish(people.bram, adapted_from=origin, visibility="members")
    assert _told(app) == [(people.chloe.id, taken_over.id)]
    assert draft.id != taken_over.id


def _told(app: Flask) -> list[tuple[int, int | None]]:
    with app.app_context():
        settle_due()
        found = db.session.query(Notification).filter_by(kind="taken_over")
        return [(told.member_id, told.strategy_id) for told in found]
