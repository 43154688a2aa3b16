"""Amina moderates `prevention` and the circle. In `networks` she is a member like others: no door
of moderation opens to her there, and none to who moderates nothing.

Every route of moderation and of syntheses is knocked at. One that these lists do not know has to
name a thing that stands in a theme, or fails the tests: no new door escapes them. Sockets are told
the same by `may_listen`; tests/live/test_subscribing.py asks them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from werkzeug.routing import Rule

from connect.database import atomic, db, utc_now
from connect.discussions import actions as discussions
from connect.discussions.pins import Pin
from connect.drafts.models import Draft
from connect.live.rooms import may_listen
from connect.members.models import Member
from connect.moderation.actions.appealing import make_appeal
from connect.moderation.actions.batching import start_batch, work_next
from connect.moderation.actions.closing import close_thread, reopen_thread
from connect.moderation.actions.hiding import hide_comment
from connect.moderation.actions.noting import add_note
from connect.moderation.actions.pinning import pin_thread
from connect.moderation.actions.reporting import report_comment
from connect.moderation.actions.suspending import suspend_member
from connect.moderation.models import CannedAnswer, Report, Suspension
from connect.moderation.queries.sections import SECTIONS
from connect.syntheses.actions import name_writer, save_synthesis
from connect.syntheses.models import Line
from connect.themes.models import Theme
from tests.security.conftest import everything_written, rules_for
from tests.support.cast import Cast
from tests.support.visitors import Visitor

BrowserOf = Callable[..., Visitor]
BLUEPRINTS = ("moderation", "syntheses")
WHY = "Un seul mot."

OF_A_THEME = {
    *("thread_id", "comment_id", "decision_id", "report_id", "appeal_id", "draft_id", "note_id"),
    *("batch_id", "slug", "subject"),
}
"""What an address names that stands in one theme."""

FOR_MEMBERS = {
    "moderation.create_report": "whoever reads a text may report it",
    "moderation.new_report": "whoever reads a text may report it",
    "moderation.list_decisions": "the log; see tests/moderation/test_log.py",
    "moderation.show_decision": "the log; see tests/moderation/test_one_decision.py",
    "moderation.list_own_suspensions": "one's own",
    "syntheses.show_synthesis": "whoever reads the thread",
    "syntheses.show_history": "whoever reads the thread",
    "syntheses.show_where_cited": "whoever reads the thread",
}
AMONG_MODERATORS = {
    "moderation.show_desk": "of one's own themes",
    "moderation.show_section": "of one's own themes",
    "moderation.show_count": "of one's own themes",
    "moderation.list_batches": "one's own",
    "moderation.new_batch": "what is chosen is looked up in one's own themes",
    "moderation.create_batch": "what is chosen is looked up in one's own themes",
    "moderation.list_answers": "the same for all moderators",
    "moderation.list_member_notes": "of all moderators",
    "moderation.show_suspension": "offers one's own themes",
    "moderation.create_suspension": "offers one's own themes",
    "moderation.end_one_suspension": "what is ended is named by the form",
}
"""They are no theme's; nothing of `networks` is on them, and no form reaches into it."""
FOR_ORGANISERS = {
    "moderation.create_answer",
    "moderation.update_answer",
    "moderation.delete_answer",
}
FOR_ONE_PERSON = {
    "moderation.appeal_decision": "whom the decision concerns",
    "moderation.appeal_by_link": "who was sent the link",
    "moderation.show_batch": "who began it",
    "moderation.undo_batch": "who began it",
    "moderation.delete_note": "who wrote it",
}


@dataclass(frozen=True)
class Matters:
    """What there is to moderate in a theme, by how addresses and forms name it."""

    values: dict[str, Any]
    suspension_id: int

    @property
    def form(self) -> dict[str, Any]:
        """What a form has to name before it is looked at."""
        named = {"suspension": self.suspension_id, "targets": self.values["report_id"]}
        return {"section": "reports", "act": "take", **named}


@pytest.fixture
def matters(app: Flask, people: Cast, no_limits: None) -> dict[str, Matters]:
    with app.app_context():
        return {
            theme.slug: _matters(people, theme) for theme in (people.prevention, people.networks)
        }


@pytest.fixture
def doors(app: Flask, address_of: Callable[..., str], matters: dict[str, Matters]) -> Any:
    """`doors("networks")`: the address of every route there, with each of its methods."""

    def found(slug: str, endpoints: Callable[[Rule], bool]) -> list[tuple[str, str, Rule]]:
        return [
            (method, address_of(rule, slug, **matters[slug].values), rule)
            for method in ("GET", "POST")
            for rule in rules_for(app, method)
            if rule.endpoint.split(".")[0] in BLUEPRINTS and endpoints(rule)
        ]

    return found


def _of_a_theme(rule: Rule) -> bool:
    return rule.endpoint not in {*FOR_MEMBERS, *AMONG_MODERATORS, *FOR_ORGANISERS}


def _all(_rule: Rule) -> bool:
    return True


def test_every_door_is_known(app: Flask) -> None:
    found = {
        rule.endpoint: rule
        for rule in app.url_map.iter_rules()
        if rule.endpoint.split(".")[0] in BLUEPRINTS
    }
    listed = {*FOR_MEMBERS, *AMONG_MODERATORS, *FOR_ORGANISERS, *FOR_ONE_PERSON}
    assert not listed - set(found)
    unknown = [
        name
        for name, rule in found.items()
        if name not in listed and not rule.arguments & OF_A_THEME
    ]
    assert not unknown, f"Say whom they are for: {unknown}"


@pytest.mark.any_database
def test_a_moderator_of_another_theme_can_do_nothing(
    app: Flask, people: Cast, browser_of: BrowserOf, doors: Any
) -> None:
    _nothing_opens(app, browser_of(people.amina), doors("networks", _of_a_theme))


@pytest.mark.any_database
@pytest.mark.parametrize("slug", ["prevention", "networks"])
def test_who_moderates_nothing_can_do_nothing(
    app: Flask, people: Cast, browser_of: BrowserOf, doors: Any, slug: str
) -> None:
    dirk = browser_of(people.dirk)
    _nothing_opens(app, dirk, doors(slug, lambda rule: rule.endpoint not in FOR_MEMBERS))


def test_a_visitor_is_asked_to_sign_in(app: Flask, browser_of: BrowserOf, doors: Any) -> None:
    before, opened = everything_written(app), []
    for method, address, rule in doors("prevention", _all):
        if getattr(app.view_functions[rule.endpoint], "is_public", False):
            continue
        visitor = browser_of()
        answer = visitor.get(address) if method == "GET" else visitor.post(address, {"reason": WHY})
        is_asked = answer.location.startswith("/sign-in?next=")
        if answer.status != 401 and not is_asked:
            opened.append(f"{answer.status} {method} {address}")
    assert not opened, "\n".join(opened)
    assert everything_written(app) == before


@pytest.mark.any_database
def test_the_same_doors_open_in_her_own_theme(
    people: Cast, browser_of: BrowserOf, doors: Any, matters: dict[str, Matters]
) -> None:
    """Else the tests above would prove nothing. Pages first, then forms, none of them whole:
    what one changes the next would not find."""
    amina, form = browser_of(people.amina), matters["prevention"].form
    hers = {*FOR_ORGANISERS, *FOR_ONE_PERSON}
    shut = []
    for method, address, rule in doors("prevention", lambda rule: rule.endpoint not in hers):
        answer = amina.get(address) if method == "GET" else amina.post(address, form)
        if answer.status in (401, 403, 404):
            shut.append(f"{answer.status} {method} {rule.rule}")
    assert not shut, "\n".join(shut)


def _work(app: Flask) -> None:
    with app.app_context():
        while work_next():
            pass


def _all_but_batches(app: Flask) -> dict[str, list[Any]]:
    told = {"batches", "events", "entries", "streams", "consequences"}
    return {name: rows for name, rows in everything_written(app).items() if name not in told}


def _nothing_opens(app: Flask, visitor: Visitor, found: list[tuple[str, str, Rule]]) -> None:
    """By pages, by forms that are filled in, or by programs; and not a row changes."""
    before, opened = everything_written(app), []
    for method, address, rule in found:
        for accept in ("text/html", "application/json", "text/vnd.turbo-stream.html"):
            options: dict[str, Any] = {"headers": {"Accept": accept}}
            if method == "GET":
                answer = visitor.get(address, **options)
            else:
                answer = visitor.post(address, FORM, **options)
            if answer.status not in (403, 404, 410):
                opened.append(f"{answer.status} {method} {rule.rule} as {accept}")
    assert not opened, "\n".join(opened)
    assert everything_written(app) == before


FORM = {
    "reason": WHY,
    "text": WHY,
    "outcome": "upheld",
    "member": "2",
    "version": "0",
    "reads": "true",
    "kind": "question",
    "decision": "settled",
    "minutes": "60",
    "token": "",
}
"""Fills in whatever the forms of moderation ask for, well or badly."""


@pytest.mark.any_database
def test_no_form_of_her_own_theme_reaches_into_another(
    app: Flask, people: Cast, browser_of: BrowserOf, matters: dict[str, Matters]
) -> None:
    """What a form names instead of the address."""
    amina, there = browser_of(people.amina), matters["networks"]
    here = matters["prevention"].values
    dirk, networks = people.dirk, people.networks.id
    everything = {"section": "reports", "act": "take", "reason": WHY, "whole": "yes"}
    thread = f"/threads/{here['thread_id']}"
    suspension = f"{dirk.profile_url}/suspension"
    kept_out = {"days": "3", "reason": WHY}
    what = {"kind": "question", "reason": WHY, "theme": people.prevention.id, "second_theme": 0}
    taken = {"c": here["comment_id"], "title": WHY, "reason": WHY, "wider": "y", "kind": "question"}
    sent: list[tuple[str, dict[str, Any]]] = [
        ("/moderation/batches/", everything | {"theme": networks}),
        (suspension, kept_out | {"scope": networks}),
        (suspension, kept_out | {"scope": "everywhere"}),
        (
            f"{people.bram.profile_url}/suspension/removal",
            {"suspension": there.suspension_id, "reason": WHY},
        ),
        (f"{thread}/classification", what | {"theme": networks}),
        (f"{thread}/classification", what | {"second_theme": networks}),
        (f"/reports/{here['report_id']}/assignment", {"member": people.dirk.id}),
        (f"{thread}/moves", taken | {"to": there.values["thread_id"]}),
        (f"{thread}/moves", taken | {"theme": networks}),
        (f"{thread}/merger", taken | {"to": there.values["thread_id"]}),
    ]
    before, done = everything_written(app), []
    for address, form in sent:
        answer = amina.post(address, form)
        if everything_written(app) != before:
            done.append(f"{answer.status} {address} {form}")
            before = everything_written(app)
    assert not done, "\n".join(done)


@pytest.mark.any_database
@pytest.mark.parametrize(
    ("section", "act", "thing"),
    [
        ("reports", "take", "report_id"),
        ("reports", "hide", "report_id"),
        ("reports", "reject", "report_id"),
        ("approvals", "approve", "draft_id"),
        ("stalled", "close", "thread_id"),
        ("stalled", "archive", "thread_id"),
    ],
)
def test_no_batch_of_hers_carries_anything_out_in_another_theme(
    app: Flask,
    people: Cast,
    browser_of: BrowserOf,
    matters: dict[str, Matters],
    section: str,
    act: str,
    thing: str,
) -> None:
    """It may be begun, and says of each thing that it is not for her."""
    assert act in SECTIONS[section].acts
    with app.app_context():
        answers = {str(answer.kind): str(answer.id) for answer in db.session.query(CannedAnswer)}
    form = {"section": section, "act": act, "reason": WHY, "as_of": str(2**53)}
    form |= {"hiding_answer": answers["hidden"], "keeping_answer": answers["kept"]}
    amina = browser_of(people.amina)
    _work(app)
    before = _all_but_batches(app)
    targets = str(matters["networks"].values[thing])
    assert amina.post("/moderation/batches/", form | {"targets": targets}).status == 303
    _work(app)
    assert _all_but_batches(app) == before
    targets = str(matters["prevention"].values[thing])
    amina.post("/moderation/batches/", form | {"targets": targets})
    _work(app)
    assert _all_but_batches(app) != before


def test_she_pins_nothing_everywhere(
    app: Flask, people: Cast, browser_of: BrowserOf, matters: dict[str, Matters]
) -> None:
    thread = f"/threads/{matters['prevention'].values['thread_id']}"
    form = {"kind": "announcement", "place": "everywhere", "reason": WHY}
    assert browser_of(people.amina).post(f"{thread}/pin", form).status == 303
    with app.app_context():
        assert not db.session.query(Pin).filter(Pin.everywhere).count()


def test_nothing_of_another_theme_stands_on_her_desk(
    people: Cast, browser_of: BrowserOf, doors: Any, matters: dict[str, Matters]
) -> None:
    amina, told = browser_of(people.amina), []
    pages = doors("networks", lambda rule: rule.endpoint in AMONG_MODERATORS)
    paths = [address for method, address, _rule in pages if method == "GET"]
    sections = ("reports", "approvals", "pins", "questions", "stalled", "first-texts", "appeals")
    paths += [f"/moderation/{name}" for name in sections]
    for path in paths:
        answer = amina.client.get(path)
        if SECRET["networks"] in answer.text or f"/reports/{_id(matters)}" in answer.text:
            told.append(path)
    assert not told
    for path in ("/moderation/", "/moderation/reports"):
        theme_id = people.networks.id
        assert amina.get(f"{path}?theme={theme_id}").status == 404
        assert SECRET["prevention"] in amina.get(path).text


@pytest.mark.any_database
def test_her_desk_hears_of_her_themes_alone(
    app: Flask, people: Cast, browser_of: BrowserOf, matters: dict[str, Matters]
) -> None:
    desks = {
        slug: f"moderation:{getattr(people, slug).id}"
        for slug in ("prevention", "circle", "networks")
    }
    with app.app_context():
        heard = {
            name: [slug for slug, desk in desks.items() if may_listen(member, desk) == "yes"]
            for name, member in vars(people).items()
            if name in ("amina", "bram", "chloe", "dirk", "olga")
        }
        assert {may_listen(None, desk) for desk in desks.values()} == {"forbidden"}
    assert heard["amina"] == ["prevention", "circle"]
    assert heard["olga"] == list(desks)
    assert not heard["bram"] + heard["chloe"] + heard["dirk"]
    catch_up = {"networks": 403, "prevention": 200}
    for slug, status in catch_up.items():
        for accept in ("text/html", "application/json"):
            options = {"headers": {"Accept": accept}}
            path = f"/live/{desks[slug]}?after=0"
            assert browser_of(people.amina).client.get(path, **options).status_code == status
            assert browser_of(people.dirk).client.get(path, **options).status_code == 403
            assert browser_of().client.get(path, **options).status_code == 401


SECRET = {"prevention": "moineau", "networks": "corbeau"}
"""The word that every text to moderate says, by the theme's slug."""


def _id(matters: dict[str, Matters]) -> int:
    return int(matters["networks"].values["report_id"])


def _matters(people: Cast, theme: Theme) -> Matters:
    word = SECRET[theme.slug]
    thread = discussions.open_thread(
        people.chloe, theme, kind="question", title=f"Un {word} ?", body=f"Qui a vu un {word} ?"
    )
    first, second = (
        discussions.post_comment(people.bram, thread, body=f"Voici {number} {word}.")
        for number in ("un", "deux")
    )
    report_comment(people.chloe, first, kind="other", note=f"Ce {word} ?")
    hidden = hide_comment(people.olga, second, reason=WHY, seen=None)
    assert hidden
    appeal = make_appeal(people.bram, hidden, f"Mon {word} !")
    close_thread(people.olga, thread, reason=WHY, seen=None)
    reopened = reopen_thread(people.olga, thread, reason=WHY, seen=None)
    save_synthesis(people.olga, thread, [Line("agreed", word, "", (first.id,))], version=0)
    in_a_week = utc_now() + timedelta(days=7)
    olga, bram = (db.session.get_one(Member, one.id) for one in (people.olga, people.bram))
    suspended = suspend_member(olga, bram, theme, until=in_a_week, reason=WHY)
    name_writer(people.olga, thread, people.bram, reason=WHY)
    pin_thread(
        people.olga,
        thread,
        kind="beacon",
        everywhere=False,
        ends_at=None,
        all_the_same=False,
        reason=WHY,
    )
    if theme.slug == "prevention":
        with atomic():
            thread.second_theme_id = people.circle.id
    report_id = db.session.query(Report.id).filter_by(comment_id=first.id).scalar()
    return Matters(
        values={
            "thread_id": thread.id,
            "comment_id": first.id,
            "report_id": report_id,
            "decision_id": reopened.id,
            "appeal_id": appeal.id,
            "note_id": add_note(people.olga, thread.stream, f"Un {word}.").id,
            "draft_id": _waiting(people, theme, thread.stream, word).id,
            "batch_id": start_batch(people.olga, "reports", "take", [report_id]).id,
            "subject": thread.stream,
            "member_id": people.bram.id,
            "version": 1,
            "line": 1,
        },
        suspension_id=db.session.query(Suspension.id).filter_by(decision_id=suspended.id).scalar(),
    )


def _waiting(people: Cast, theme: Theme, place: str, word: str) -> Draft:
    """Dirk's first text there waits for a moderator."""
    with atomic() as session:
        draft = Draft(
            member_id=people.dirk.id,
            place=place,
            fields={"body": f"Un premier {word}."},
            version=1,
            held_at=utc_now(),
            held_in_id=theme.id,
        )
        session.add(draft)
    return draft
