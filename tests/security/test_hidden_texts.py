"""What a moderator hid is told by no door: neither its words nor its files, and of a thread not
even its title. Its author and the moderators of its theme read it still."""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

import pytest
from flask import Flask

from connect.database import atomic, db
from connect.discussions import actions as discussions
from connect.discussions.models import Comment, Thread
from connect.live.rooms import may_listen
from connect.members.models import Member
from connect.moderation.actions.hiding import hide_comment
from connect.moderation.actions.reporting import report_comment
from connect.themes.models import ThemeModerator
from connect.uploads import actions as uploads
from connect.uploads.models import Upload
from connect.worker import settle_due
from tests.security.conftest import rules_for
from tests.support.cast import Cast
from tests.support.visitors import Visitor
from tests.uploads import corpus

BrowserOf = Callable[..., Visitor]
Address = Callable[..., str]

WORD = "hérisson"
KINDS = ("text/html", "application/json", "text/vnd.turbo-stream.html")
HIDDEN = ("answer", "opening", "answer, at once", "opening, at once")
READERS = ("member", "moderator elsewhere", "visitor")
LISTS = [
    "/",
    "/themes/",
    "/themes/prevention",
    "/themes/prevention?kind=question",
    "/themes/prevention/feed.atom",
    "/sitemaps/threads-1.xml",
    "/members/",
    "/strategies/",
    "/inbox",
    "/bookmarks",
    "/drafts/",
    "/decisions/",
]


@dataclass(frozen=True)
class Hidden:
    thread: Thread
    comment: Comment
    file: Upload


@pytest.fixture
def hide(app: Flask, people: Cast, no_limits: None) -> Callable[[str], Hidden]:
    """Everybody could read it, has kept it and was told of it; then it was hidden."""

    def hidden(how: str) -> Hidden:
        what, _, at_once = how.partition(", ")
        opens = what == "opening"
        with app.app_context():
            thread = discussions.open_thread(
                people.chloe,
                people.prevention,
                kind="question",
                title=f"Un {WORD} ?" if opens else "Qui va là ?",
                body=f"Qui a vu le {WORD}, @Dirk Claes ?" if opens else "Qui ?",
                tags=[WORD] if opens else [],
            )
            answer = discussions.post_comment(
                people.chloe, thread, body=f"Un {WORD} et @Dirk Claes, @Bram Peeters !"
            )
            comment = _opening(thread) if opens else answer
            file = uploads.keep(people.chloe, BytesIO(corpus.pdf()), f"{WORD}.pdf")
            discussions.edit_comment(
                people.chloe,
                comment,
                body=f"Le {WORD} est parti.",
                title=thread.title,
                version=1,
                files=[file.key],
            )
            for member in (people.dirk, people.bram):
                discussions.bookmark(member, comment, True)
            with atomic() as session:
                session.add(ThemeModerator(theme_id=people.networks.id, member_id=people.bram.id))
            settle_due()
            _hide(people, comment, bool(at_once))
            settle_due()
        return Hidden(thread, comment, file)

    return hidden


def _opening(thread: Thread) -> Comment:
    return db.session.query(Comment).filter_by(thread_id=thread.id, number=0).one()


def _hide(people: Cast, comment: Comment, at_once: bool) -> None:
    if at_once:
        assert report_comment(people.dirk, comment, kind="personal_data") == "hidden"
    else:
        hide_comment(people.amina, comment, reason="Une personne s'y reconnaît.")


@pytest.fixture
def readers(people: Cast) -> dict[str, Member | None]:
    return {"member": people.dirk, "moderator elsewhere": people.bram, "visitor": None}


@pytest.mark.parametrize("who", READERS)
@pytest.mark.parametrize("how", HIDDEN)
def test_no_door_tells_its_words(
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
        for accept in KINDS:
            answer = visitor.client.get(door, headers={"Accept": accept})
            if WORD in answer.get_data().decode(errors="replace"):
                told.append(f"{answer.status_code} {door} as {accept}")
    assert not told, "\n".join(told)


@pytest.mark.parametrize("who", READERS)
def test_its_key_words_find_nothing(
    browser_of: BrowserOf,
    hide: Callable[[str], Hidden],
    readers: dict[str, Member | None],
    who: str,
) -> None:
    hidden = hide("opening")
    found = browser_of(readers[who]).get(f"/themes/prevention?tag={WORD}")
    assert found.status == 200
    assert f"thread-row-{hidden.thread.id}" not in found.body


@pytest.mark.parametrize("who", READERS)
@pytest.mark.parametrize("how", HIDDEN)
def test_nothing_can_be_done_with_its_words(
    app: Flask,
    browser_of: BrowserOf,
    address_of: Address,
    hide: Callable[[str], Hidden],
    readers: dict[str, Member | None],
    how: str,
    who: str,
) -> None:
    hidden = hide(how)
    visitor, told = browser_of(readers[who]), []
    form = {"pressed": "true", "body": "Ici.", "title": "Ici", "lang": "nl", "version": "2"}
    form |= {"kind": "offensive", "reason": "Non.", "parent": str(hidden.comment.id)}
    for rule in rules_for(app, "POST"):
        if not rule.arguments & {"thread_id", "comment_id", "place", "notification_id"}:
            continue
        answer = visitor.post(address_of(rule, **_names(hidden)), form)
        if WORD in answer.body:
            told.append(f"{answer.status} {rule.rule}")
    assert not told, "\n".join(told)
    with app.app_context():
        found = db.session.get_one(Comment, hidden.comment.id)
        assert WORD in found.html
        assert found.hidden_at


@pytest.mark.parametrize("who", READERS)
@pytest.mark.parametrize("how", ["answer", "opening"])
def test_its_file_is_nowhere(
    browser_of: BrowserOf,
    hide: Callable[[str], Hidden],
    readers: dict[str, Member | None],
    how: str,
    who: str,
) -> None:
    hidden = hide(how)
    reader = readers[who]
    answer = browser_of(reader).client.get(hidden.file.url)
    assert answer.status_code == (404 if reader else 302)


def test_nobody_listens_to_a_hidden_thread_but_who_reads_it(
    app: Flask, people: Cast, hide: Callable[[str], Hidden], readers: dict[str, Member | None]
) -> None:
    hidden = hide("opening")
    with app.app_context():
        for reader in readers.values():
            found = reader and db.session.get_one(Member, reader.id)
            assert may_listen(found, hidden.thread.stream) != "yes"
        for reader in (people.chloe, people.amina, people.olga):
            found = db.session.get_one(Member, reader.id)
            assert may_listen(found, hidden.thread.stream) == "yes"


@pytest.mark.parametrize("how", HIDDEN)
def test_those_who_may_read_it_do(
    browser_of: BrowserOf, people: Cast, hide: Callable[[str], Hidden], how: str
) -> None:
    """Or else the tests above would hold of a page that is empty for all."""
    hidden = hide(how)
    assert WORD in browser_of(people.chloe).get(hidden.thread.url).body
    for moderator in (people.amina, people.olga):
        visitor = browser_of(moderator)
        assert WORD in visitor.get(f"{hidden.comment.url}/moderation").body
        assert visitor.client.get(hidden.file.url).status_code == 200
    assert browser_of(people.chloe).client.get(hidden.file.url).status_code == 200


def _names(hidden: Hidden) -> dict[str, object]:
    return {
        "thread_id": hidden.thread.id,
        "comment_id": hidden.comment.id,
        "stream": hidden.thread.stream,
        "place": hidden.comment.subject,
        "subject": hidden.comment.subject,
        "key": hidden.file.key,
        "name": "x.pdf",
    }


def _places(people: Cast, hidden: Hidden) -> list[str]:
    return [
        *(member.profile_url for member in (people.chloe, people.dirk)),
        f"/live/{hidden.thread.stream}?after=0",
        f"/live/{people.prevention.stream}?after=0",
        f"/matches/{hidden.thread.stream}",
        f"{hidden.thread.url}?order=time",
        f"{hidden.thread.url}?comment={hidden.comment.id}",
        f"/drafts/{hidden.comment.subject}",
    ]
