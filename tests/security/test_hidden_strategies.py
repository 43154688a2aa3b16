"""A strategy that a reader may not know of is told by no door: neither its words, nor its
discussion, its file, what others said of it, nor a count of its municipality."""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pytest
from flask import Flask

from connect.accounts.actions import add_member
from connect.database import db
from connect.discussions import actions as discussions
from connect.discussions.models import Comment, Thread
from connect.endorsements import actions as endorsements
from connect.live.rooms import may_listen
from connect.members.models import Member
from connect.strategies import actions
from connect.strategies.models import Strategy
from connect.uploads import actions as uploads
from connect.uploads.models import Upload
from connect.worker import settle_due
from tests.security.conftest import rules_for
from tests.support.cast import Cast
from tests.support.sheets import shared_strategy
from tests.support.visitors import Visitor
from tests.uploads import corpus

BrowserOf = Callable[..., Visitor]
Address = Callable[..., str]

WORD, PLACE, HERSTAPPE = "hérisson", "Herstappe", "73028"
ASKED_BY_NAME = f"/strategies/?municipality={HERSTAPPE}"
"""Says the name of the municipality because it was asked for; and that there is nothing."""
HIDDEN_FROM = [
    *(("draft", reader) for reader in ("organiser", "member", "partner", "visitor")),
    *(("members", reader) for reader in ("partner", "visitor")),
    *(("archived for members", reader) for reader in ("partner", "visitor")),
    ("partners", "visitor"),
]
LISTS = [
    "/",
    "/?lang=fr",
    "/themes/",
    "/themes/prevention",
    "/themes/prevention/feed.atom",
    "/members/",
    "/members/map",
    "/strategies/",
    "/strategies/?q=nuit",
    ASKED_BY_NAME,
    "/strategies/?archived=1",
    "/strategies/?theme=1&status=running&evidence=E2&axis=prevention&lang=fr",
    "/strategies/map",
    "/strategies/feed.atom",
    "/strategies/export.csv",
    "/strategies/export.json",
    "/sitemaps/strategies-1.xml",
    "/sitemaps/threads-1.xml",
    "/inbox",
    "/bookmarks",
]


@dataclass(frozen=True)
class Hidden:
    """A strategy with all that hangs on it."""

    strategy: Strategy
    comment: Comment
    file: Upload
    fork: Strategy


@pytest.fixture
def hide(app: Flask, people: Cast, no_limits: None) -> Callable[[str], Hidden]:
    """Everybody could read it once, has kept it and was told of it; then it was hidden."""

    def hidden(how: str) -> Hidden:
        strategy = shared_strategy(
            app,
            people.chloe,
            "full",
            title=f"Le {WORD}",
            summary=f"<p>Un {WORD} dans la nuit.</p>",
            municipalities=[HERSTAPPE],
            needs=[f"Qui connaît le {WORD} et la médiation ?"],
        )
        with app.app_context():
            strategy = db.session.get_one(Strategy, strategy.id)
            file = uploads.keep(people.chloe, BytesIO(corpus.pdf()), "fiche.pdf")
            actions.change_strategy(
                people.chloe, strategy, {}, version=strategy.version, files=[file.key]
            )
            thread = db.session.get_one(Thread, strategy.thread_id)
            comment = discussions.post_comment(
                people.amina, thread, body=f"Quel {WORD}, @Dirk Claes !"
            )
            discussions.bookmark(people.dirk, comment, True)
            endorsements.endorse(
                people.amina,
                strategy.subject,
                level="supports",
                mandate="Échevine",
                note=f"Un beau {WORD}.",
            )
            fork = actions.start_strategy(
                people.bram, {**strategy.sheet, "title": "Suite"}, adapted_from=strategy
            )
            settle_due()
            _hide(people, strategy, how)
        return Hidden(strategy, comment, file, fork)

    return hidden


def _hide(people: Cast, strategy: Strategy, how: str) -> None:
    if how == "draft":
        actions.withdraw_strategy(people.chloe, strategy)
        return
    visibility = how.rpartition(" ")[2]
    actions.change_strategy(
        people.chloe,
        strategy,
        {"visibility": visibility},
        version=strategy.version,
        files=strategy.file_keys,
    )
    if how.startswith("archived"):
        actions.archive_strategy(people.chloe, strategy)


@pytest.fixture
def readers(app: Flask, people: Cast) -> dict[str, Member | None]:
    with app.app_context():
        partner = add_member("zone@example.org", "Zoë Zone", function="Zone de police")
    return {
        "organiser": people.olga,
        "member": people.dirk,
        "partner": partner,
        "visitor": None,
    }


@pytest.mark.parametrize(("how", "who"), HIDDEN_FROM)
def test_no_door_tells_of_it(
    app: Flask,
    browser_of: BrowserOf,
    people: Cast,
    address_of: Address,
    hide: Callable[[str], Hidden],
    readers: dict[str, Member | None],
    how: str,
    who: str,
) -> None:
    hidden = hide(how)
    visitor, told = browser_of(readers[who]), []
    doors = [address_of(rule, **_names(hidden)) for rule in rules_for(app, "GET")]
    doors += [*LISTS, *_places(people, hidden)]
    for door in doors:
        for accept in ("text/html", "application/json", "text/vnd.turbo-stream.html"):
            answer = visitor.client.get(door, headers={"Accept": accept})
            if WORD in answer.get_data().decode(errors="replace"):
                told.append(f"{answer.status_code} {door} as {accept}")
    lists = [door for door in LISTS if door != ASKED_BY_NAME]
    told += [f"{door}: {PLACE}" for door in lists if PLACE in visitor.client.get(door).text]
    assert not told, "\n".join(told)


@pytest.mark.parametrize(("how", "who"), HIDDEN_FROM)
def test_nothing_of_it_exists_for_those(
    app: Flask,
    browser_of: BrowserOf,
    hide: Callable[[str], Hidden],
    readers: dict[str, Member | None],
    how: str,
    who: str,
) -> None:
    hidden, reader = hide(how), readers[who]
    closed = 404 if reader else 302
    visitor = browser_of(reader)
    for path in (
        hidden.strategy.url,
        f"/threads/{hidden.strategy.thread_id}",
        hidden.comment.url,
        hidden.file.url,
        f"/endorsements/{hidden.strategy.subject}/history",
        f"{hidden.strategy.url}/document.pdf",
        f"{hidden.strategy.url}/history",
    ):
        assert visitor.client.get(path).status_code == closed, path
    with app.app_context():
        reader = reader and db.session.get_one(Member, reader.id)
        for stream in (hidden.strategy.subject, f"thread:{hidden.strategy.thread_id}"):
            assert may_listen(reader, stream) != "yes"


@pytest.mark.parametrize(("how", "who"), HIDDEN_FROM)
def test_nothing_can_be_done_to_it(
    app: Flask,
    browser_of: BrowserOf,
    address_of: Address,
    hide: Callable[[str], Hidden],
    readers: dict[str, Member | None],
    how: str,
    who: str,
) -> None:
    hidden = hide(how)
    visitor, done = browser_of(readers[who]), []
    form = {"pressed": "true", "numbers": "1", "body": "Ici.", "title": "Ici", "lang": "nl"}
    form |= {"level": "applies", "mandate": "Schepen", "mandated": "y", "version": "2"}
    for rule in rules_for(app, "POST"):
        if not rule.arguments & {"thread_id", "comment_id", "strategy_id", "subject", "place"}:
            continue
        answer = visitor.post(address_of(rule, **_names(hidden)), form)
        if answer.status not in (401, 404) or WORD in answer.body:
            done.append(f"{answer.status} {rule.rule}")
    assert not done, "\n".join(done)


def test_those_who_may_read_it_do(
    browser_of: BrowserOf, people: Cast, hide: Callable[[str], Hidden]
) -> None:
    """Or else the tests above would hold of a page that is empty for all."""
    hidden = hide("members")
    for path in (hidden.strategy.url, "/strategies/", f"/strategies/?q={WORD}", "/inbox"):
        assert WORD in browser_of(people.dirk).get(path).body, path
    assert PLACE in browser_of(people.dirk).get("/strategies/").body
    assert browser_of(people.dirk).client.get(hidden.file.url).status_code == 200


def _names(hidden: Hidden) -> dict[str, Any]:
    """What the variable parts of addresses are of this strategy."""
    return {
        "strategy_id": hidden.strategy.id,
        "thread_id": hidden.strategy.thread_id,
        "comment_id": hidden.comment.id,
        "subject": hidden.strategy.subject,
        "stream": hidden.strategy.subject,
        "place": hidden.strategy.subject,
        "key": hidden.file.key,
        "name": hidden.file.address_name,
        "lang": "nl",
    }


def _places(people: Cast, hidden: Hidden) -> list[str]:
    """Pages of others that tell of strategies, and its streams as programs ask for them."""
    thread = f"thread:{hidden.strategy.thread_id}"
    return [
        *(member.profile_url for member in (people.chloe, people.amina, people.dirk)),
        *(f"/municipalities/{refnis}" for refnis in (HERSTAPPE, "62063", "21004")),
        *(f"/live/{stream}?after=0" for stream in (hidden.strategy.subject, thread)),
        f"/matches/{hidden.strategy.subject}",
        f"/matches/{thread}",
    ]
