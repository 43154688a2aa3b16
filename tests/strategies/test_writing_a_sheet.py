"""A sheet from its first four answers to its readers: what is kept, asked, and refused."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from connect.accounts.actions import add_member
from connect.database import db
from connect.drafts.forms import LISTS
from connect.strategies.fields import FIELDS
from connect.strategies.forms.sheets import SheetForm
from connect.strategies.models import Strategy
from tests.strategies.writing import full, published, short, standard, started
from tests.support.cast import GENT, LIEGE, Cast
from tests.support.visitors import Answer, Visitor
from tests.uploads import corpus

BrowserOf = Callable[..., Visitor]
CORPUS = (Path(__file__).parents[1] / "rich_text" / "xss_corpus.txt").read_text("utf-8")
TEXTS = [field.name for field in FIELDS if field.shape == "text"]


def sheet_at(app: Flask, address: str) -> dict[str, Any]:
    with app.app_context():
        return dict(db.session.get_one(Strategy, int(address.rsplit("/", 1)[1])).sheet)


def state_at(app: Flask, address: str) -> str:
    with app.app_context():
        return db.session.get_one(Strategy, int(address.rsplit("/", 1)[1])).state


def fields_of(answer: Answer) -> list[str]:
    """The names of the fields that one fills in, each once."""
    form = answer.page.select_one("form.form")
    assert form is not None
    controls = form.select("input:not([type=hidden]), select, textarea")
    templated = {id(control) for control in form.select("template *")}
    return list(dict.fromkeys(str(c["name"]) for c in controls if id(c) not in templated))


def complaints(answer: Answer) -> str:
    summary = answer.page.select_one("#error-summary")
    return summary.get_text(" ") if summary else ""


@pytest.mark.any_database
def test_four_answers_make_a_draft_that_its_writer_goes_on_with(
    app: Flask, browser_of: BrowserOf, people: Cast
) -> None:
    chloe = browser_of(people.chloe)
    assert len(fields_of(chloe.get("/strategies/new"))) <= 6
    address = started(chloe, people)
    sheet = sheet_at(app, address)
    assert (sheet["title"], sheet["municipalities"]) == (short(people)["title"], [LIEGE])
    assert (sheet["themes"], sheet["visibility"]) == ([people.prevention.id], "members")
    assert state_at(app, address) == "draft"
    assert chloe.get(f"{address}/edit").page.select("#title")[0]["value"] == sheet["title"]


def test_the_municipality_of_the_writer_is_there_already(
    browser_of: BrowserOf, people: Cast
) -> None:
    page = browser_of(people.bram).get("/strategies/new").page
    assert [field["value"] for field in page.select("ol [name=municipalities]")] == ["Gent", ""]


@pytest.mark.any_database
def test_a_form_sent_twice_starts_one_draft(browser_of: BrowserOf, people: Cast) -> None:
    chloe = browser_of(people.chloe)
    token = chloe.get("/strategies/new").page.select("#token")[0]["value"]
    first = chloe.post("/strategies", short(people, token=token))
    again = chloe.post("/strategies", short(people, token=token))
    assert again.location == first.location


def test_a_partner_starts_one_for_the_municipality_they_name(
    app: Flask, browser_of: BrowserOf, people: Cast
) -> None:
    with app.app_context():
        partner = add_member("zone@example.org", "Zoë Zone", function="Zone de police")
    visitor = browser_of(partner)
    page = visitor.get("/strategies/new").page
    assert [field["value"] for field in page.select("ol [name=municipalities]")] == [""]
    address = started(visitor, people, municipalities=["9000"])
    assert sheet_at(app, address)["municipalities"] == [GENT]


def test_a_theme_that_is_kept_to_its_circle_takes_no_sheet(
    browser_of: BrowserOf, people: Cast
) -> None:
    chloe = browser_of(people.chloe)
    assert "Le cercle" not in chloe.get("/strategies/new").text
    answer = chloe.post("/strategies", short(people, themes=[people.circle.id]))
    assert answer.status == 422


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"start": "2024-05", "end": "2024-01", "end_permanent": ""}, "before it began"),
        ({"start": "yesterday"}, "month and a year"),
        ({"end": "2024-13", "end_permanent": ""}, "month and a year"),
        ({"municipalities": ["99999"]}, "99999"),
        ({"municipalities": [""]}, "municipality"),
        ({"themes": ["99"]}, "from the list"),
        ({"themes": []}, "at least one theme"),
        ({"title": ""}, "title"),
        ({"title": "x" * 121}, "120"),
        ({"status": "finished"}, "of the list"),
        ({"axis": ["prevention", "revenge"]}, "from the list"),
        ({"lead_service": "secret_service"}, "of the list"),
        ({"target_groups": ["martians"]}, "from the list"),
        ({"partners-0-level": "galaxy"}, "of the list"),
        ({"summary": "x" * 601}, "600"),
        ({"summary": "<p>" + "x" * 601 + "</p>"}, "600"),
        ({"problem": "\n" * 60_000}, ""),
        ({"objectives": "\n".join("abcdef")}, "5 lines"),
        ({"objectives": "x" * 301}, "300"),
        ({"actions-0-what": "x" * 301}, "300"),
        ({f"actions-{n}-what": "x" for n in range(16)}, "15 rows"),
        ({"links-0-url": "javascript:alert(1)"}, "https://"),
        ({"links-0-url": "//evil.example"}, "https://"),
        ({"fte": "many"}, "number"),
        ({"contact": "Nobody At All"}, "no member"),
        ({"review_on": "2027-02-31"}, "day"),
        ({"version": "none"}, ""),
        ({"lang": "xx"}, ""),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(
    browser_of: BrowserOf, people: Cast, wrong: dict[str, Any], told: str
) -> None:
    chloe = browser_of(people.chloe)
    address = started(chloe, people)
    answer = chloe.post(f"{address}?lang=en", standard(people, **wrong))
    assert answer.status == 422
    assert told in complaints(answer)
    assert "Le premier hiver" in answer.page.select("#obstacles")[0].text
    assert answer.page.select("#actions-0-who")[0]["value"] == "Le service de prévention"
    for part in answer.page.select("details.part[open]"):
        assert "check" in part.select("summary")[0].text


def test_no_more_than_ten_files_are_kept(app: Flask, browser_of: BrowserOf, people: Cast) -> None:
    chloe = browser_of(people.chloe)
    address = started(chloe, people)
    files = [(BytesIO(corpus.pdf()), f"{number}.pdf") for number in range(11)]
    sent = MultiDict([*standard(people).items(), ("csrf_token", chloe.csrf_token())])
    for file in files:
        sent.add("attachments", file)
    answer = Answer(chloe.client.post(address, data=sent, content_type="multipart/form-data"))
    assert answer.status == 422
    assert len(answer.page.select("[data-file-key]")) == 10


def test_months_are_understood_as_people_write_them(
    app: Flask, browser_of: BrowserOf, people: Cast
) -> None:
    chloe = browser_of(people.chloe)
    address = started(chloe, people)
    chloe.post(address, standard(people, start="3/2024", end="12-2025", end_permanent=""))
    sheet = sheet_at(app, address)
    assert (sheet["start"], sheet["end"]) == ("2024-03", "2025-12")


def test_rows_are_added_moved_and_taken_away_without_a_script(
    app: Flask, browser_of: BrowserOf, people: Cast
) -> None:
    chloe = browser_of(people.chloe)
    address = started(chloe, people)
    rows = {"actions-0-what": "Un", "actions-1-what": "Deux", "actions-2-what": "Trois"}

    def what(reshape: str) -> list[str]:
        answer = chloe.post(f"{address}/edit", standard(people, **rows, reshape=reshape))
        assert answer.status == 200
        cells = answer.page.select("#actions ol .row__cell--what input")
        return [str(cell["value"]) for cell in cells]

    assert what("actions:down:0") == ["Deux", "Un", "Trois", "", ""]
    assert what("actions:up:2") == ["Un", "Trois", "Deux", "", ""]
    assert what("actions:removal:1") == ["Un", "Trois", "", ""]
    assert what("actions:more") == ["Un", "Deux", "Trois", "", "", "", "", ""]
    assert what("actions:up:999999") == ["Un", "Deux", "Trois", "", ""]
    assert what("title:up:1") == what("nothing") == ["Un", "Deux", "Trois", "", ""]
    assert sheet_at(app, address)["actions"] == []


def test_publishing_says_field_by_field_what_is_missing_and_why(
    app: Flask, browser_of: BrowserOf, people: Cast
) -> None:
    chloe = browser_of(people.chloe)
    address = started(chloe, people)
    answer = chloe.post(f"{address}/publication?lang=en")
    assert answer.status == 422
    assert state_at(app, address) == "draft"
    for criterion in (1, 2, 3, 4):
        assert f"EUCPN criterion {criterion}" in answer.text
    missing = {str(link["href"]) for link in answer.page.select(".gate__field")}
    assert f"{address}/edit?part=why#problem" in missing
    opened = chloe.get(f"{address}/edit?part=why").page
    assert [part["id"] for part in opened.select("details.part[open]")] == ["part-why"]
    assert opened.select_one("#part-why #problem")


def test_what_is_an_idea_needs_no_results(app: Flask, browser_of: BrowserOf, people: Cast) -> None:
    chloe = browser_of(people.chloe)
    address = started(chloe, people)
    chloe.post(address, standard(people, results="", status="running"))
    assert chloe.post(f"{address}/publication").status == 422
    chloe.post(address, standard(people, results="", status="idea", version=2))
    assert chloe.post(f"{address}/publication").status == 303
    assert state_at(app, address) == "published"


@pytest.mark.any_database
def test_a_published_sheet_stays_complete(app: Flask, browser_of: BrowserOf, people: Cast) -> None:
    chloe = browser_of(people.chloe)
    address = published(chloe, people)
    answer = chloe.post(f"{address}?lang=en", full(people, version=2, problem="", title="Autre"))
    assert answer.status == 422
    assert "published sheet needs this" in complaints(answer)
    assert answer.page.select("#title")[0]["value"] == "Autre"
    assert sheet_at(app, address)["title"] == short(people)["title"]


def test_who_vouches_that_nobody_is_recognised_is_on_record(
    app: Flask, browser_of: BrowserOf, people: Cast
) -> None:
    address = published(browser_of(people.chloe), people)
    with app.app_context():
        strategy = db.session.get_one(Strategy, int(address.rsplit("/", 1)[1]))
        assert strategy.vouched_at is not None
    assert sheet_at(app, address)["review_on"]


def test_a_sheet_is_a_draft_again_and_archived_and_back(
    app: Flask, browser_of: BrowserOf, people: Cast
) -> None:
    chloe, dirk = browser_of(people.chloe), browser_of(people.dirk)
    address = published(chloe, people)
    assert dirk.get(address).status == 200
    assert dirk.post(f"{address}/archiving").status == 403
    chloe.post(f"{address}/archiving")
    assert state_at(app, address) == "archived"
    chloe.post(f"{address}/archiving/removal")
    assert state_at(app, address) == "published"
    chloe.post(f"{address}/withdrawal")
    assert state_at(app, address) == "draft"
    assert dirk.get(address).status == 404
    assert dirk.post(f"{address}/withdrawal").status == 404


DOORS = [
    *("edit", "publication", "writers", "contact", "history", "proof", "proof/removal"),
    "versions/1/removal",
]
SENDING_DOORS = [
    *("", "/edit", "/publication", "/withdrawal", "/archiving", "/archiving/removal"),
    *("/writers", "/contact/acceptance", "/contact/refusal", "/proof", "/proof/removal"),
    *("/review", "/versions/1/restoration", "/versions/1/removal", "/writers/1/removal"),
]


@pytest.mark.parametrize("who", ["amina", "dirk", "olga"])
def test_a_draft_exists_for_its_writers_alone(
    browser_of: BrowserOf, people: Cast, who: str
) -> None:
    chloe, other = browser_of(people.chloe), browser_of(getattr(people, who))
    address = started(chloe, people)
    chloe.post(address, standard(people))
    assert {other.get(f"{address}/{door}").status for door in DOORS} == {404}
    assert {other.post(f"{address}{door}", standard(people)).status for door in SENDING_DOORS} == {
        404
    }
    assert other.get(f"/drafts/strategy:{address.rsplit('/', 1)[1]}").status == 404
    assert short(people)["title"] not in other.get("/strategies/mine").text


def test_a_reader_who_does_not_write_it_changes_nothing(
    browser_of: BrowserOf, people: Cast
) -> None:
    address = published(browser_of(people.chloe), people)
    dirk = browser_of(people.dirk)
    for door in ("/edit", "/publication", "/writers"):
        assert dirk.get(address + door).status == 403
    for door in ("", "/edit", "/publication", "/withdrawal", "/writers", "/review", "/proof"):
        assert dirk.post(address + door, full(people, version=2)).status == 403
    assert browser_of().get(f"{address}/edit").status == 302


@pytest.mark.any_database
def test_no_value_is_an_error_of_ours(browser_of: BrowserOf, people: Cast) -> None:
    chloe = browser_of(people.chloe)
    address = started(chloe, people)
    sent = full(people, **{"links-0-url": "https://x.be", "contact_id": "1", "token": ""})
    names = ["version", "draft_version", "contact_id", "themes", "municipalities", "start", "fte"]
    for name in [*names, "end", "review_on", "links-0-url", "lang", "token", "reshape", "pick"]:
        for value in (str(2**63), "1e400-1", "9" * 5000, "http://[", "-1"):
            for door in (address, f"{address}/edit", "/strategies"):
                assert chloe.post(door, sent | {name: value}).status < 500, (name, value)


def test_nothing_that_is_typed_runs(browser_of: BrowserOf, people: Cast) -> None:
    """The browser tests watch a real one; here every field holds every attack once."""
    chloe = browser_of(people.chloe)
    attacks = [line for line in CORPUS.split("\n") if line and len(line) < 110][::8]
    address = started(chloe, people)
    for number, attack in enumerate(attacks):
        texts = {name: attack for name in TEXTS if len(attack) < 550}
        cells = {"actions-0-what": attack, "partners-0-role": attack, "indicators-0-name": attack}
        cells["links-0-title"], cells["links-0-url"] = attack, "https://example.org/"
        sent = full(people, title=attack, objectives=attack, needs=attack, **texts, **cells)
        answer = chloe.post(address, {**sent, "version": number + 1})
        assert answer.status in (303, 422)
        for page in (chloe.get(address), chloe.get(f"{address}/history"), answer):
            if page.status != 303:
                assert not planted(page), attack


def planted(answer: Answer) -> list[str]:
    """Handlers and addresses that would run; scripts are minded on every page."""
    return [
        str(element)[:100]
        for element in answer.page.find_all(True)
        for name, value in element.attrs.items()
        if name.startswith("on")
        or (name in ("href", "src", "action") and str(value).strip().lower().startswith("javascr"))
    ]


def test_the_fields_that_are_sent_for_each_value_are_lists_in_drafts(app: Flask) -> None:
    """A draft of the sheet would else keep the last value alone. The script has the same list."""
    many = {"choices", "terms", "themes", "municipalities"}
    assert {"files"} | {field.name for field in FIELDS if field.shape in many} == LISTS
    script = Path(app.root_path, "static", "js", "models", "draft_fields.js").read_text("utf-8")
    listed = next(line for line in script.splitlines() if line.startswith("const LISTS"))
    assert all(f'"{name}"' in listed for name in LISTS)
    assert listed.count('"') == 2 * len(LISTS)
    assert all(hasattr(SheetForm, field.name) for field in FIELDS)
