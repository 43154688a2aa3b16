"""A community with something to hide, and the address of every door to it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from werkzeug.routing import Rule

from connect import create_app
from connect.accounts import actions as members
from connect.accounts.models import JoinRequest, MemberSession, Passkey
from connect.contacts.actions import ask_for_contact
from connect.database import atomic, db
from connect.discussions import actions as discussions
from connect.discussions.models import Bookmark, Comment, Thread
from connect.events.models import Event
from connect.extensions import limiter
from connect.mail import OutgoingMail
from connect.moderation.actions.noting import add_note
from connect.moderation.actions.reporting import report_comment
from connect.notifications.models import Notification
from connect.places.models import Organisation
from connect.settings import Settings
from connect.themes.models import Theme, ThemeFollow
from connect.uploads import actions as uploads
from connect.uploads.models import Upload
from connect.worker import settle_due
from tests.support.cast import Cast
from tests.support.strategies import standing_strategy
from tests.uploads import corpus

SECRETS = {"circle": "chouette", "networks": "blaireau", "prevention": "écureuil"}
"""The word that every text of a theme says, by the theme's slug."""

HTTPS = "https://connect.example.org"


@dataclass(frozen=True)
class Talk:
    """A thread with one answer, and a file in that."""

    theme: Theme
    thread: Thread
    comment: Comment
    file: Upload


@pytest.fixture
def talks(app: Flask, people: Cast) -> dict[str, Talk]:
    """A talk in each theme, by its slug. Dirk had access to all of them once: he has kept,
    followed and been told of what he may no longer read."""
    with app.app_context():
        found = {theme.slug: _talk(people, theme) for theme in _themes(people)}
        with atomic() as session:
            session.add(ThemeFollow(theme_id=people.circle.id, member_id=people.dirk.id))
            for talk in found.values():
                named = {"member_id": people.dirk.id, "comment_id": talk.comment.id}
                session.add(Notification(**named, kind="mentioned"))
                session.add(Bookmark(**named))
            key = {"credential_id": b"1", "public_key": b"2", "user_handle": b"3", "sign_count": 0}
            session.add(Organisation(name_fr="Zone", name_nl="Zone", level="police_zone"))
            session.add(Passkey(member_id=people.olga.id, name="Téléphone", **key))
        members.request_to_join(
            "zoe@example.org", name="Zoé", function="x", organisation="y", locale="fr"
        )
        members.request_password_reset(people.bram.email)
        settle_due()
        report_comment(people.chloe, found["prevention"].comment, kind="off_topic")
        _administer(people)
        members.open_session(people.dirk, "password")
    return found


def _administer(people: Cast) -> None:
    """One of each thing that organisers look after."""
    members.add_domain(people.olga, "ville.example", municipality="62063", organisation_id=None)
    members.invite(people.olga, email="invited@example.org")
    lines = [(1, {"email": "listed@example.org"})]
    members.keep_list(people.olga, "x.csv", lines, locale="fr", days=30, message="")
    members.offer_succession(people.olga, people.olga, people.bram, ["follows"])
    ask_for_contact(people.bram, people.olga, subject="Une question", message="Qui ?")
    add_note(people.olga, people.dirk.stream, "À rappeler.")


def _themes(people: Cast) -> list[Theme]:
    return [people.prevention, people.networks, people.circle]


def _talk(people: Cast, theme: Theme) -> Talk:
    word = SECRETS[theme.slug]
    thread = discussions.open_thread(
        people.chloe,
        theme,
        kind="question",
        title=f"Un {word} ?",
        body=f"Qui a vu un {word} ?",
        tags=[word],
    )
    comment = discussions.post_comment(people.amina, thread, body=f"Voici un {word}.")
    discussions.edit_comment(people.amina, comment, body=f"Voici le {word}.", version=1)
    content = corpus.pdf().replace(b"%%EOF", f"% {word}\n%%EOF".encode())
    file = uploads.keep(people.amina, BytesIO(content), "none.pdf")
    uploads.attach(people.amina, comment.subject, shown=[], listed=[file.key])
    return Talk(theme, thread, comment, file)


@pytest.fixture
def address_of(app: Flask, people: Cast, talks: dict[str, Talk]) -> Callable[..., str]:
    """`address_of(rule, "circle")`: a rule's address, with what exists in that theme."""
    with app.app_context():
        request_id = db.session.query(JoinRequest.id).scalar()
        session_id = db.session.query(MemberSession.id).limit(1).scalar()
        passkey_id = db.session.query(Passkey.id).scalar()
        mail_id = db.session.query(OutgoingMail.id).limit(1).scalar()
        event_id = db.session.query(Event.id).limit(1).scalar()
        told = {n.comment_id: n.id for n in db.session.query(Notification)}
    strategy = standing_strategy(app, people.chloe)
    adapter = app.url_map.bind("localhost")

    def address(rule: Rule, slug: str = "prevention", **others: Any) -> str:
        talk = talks[slug]
        values = {
            "thread_id": talk.thread.id,
            "comment_id": talk.comment.id,
            "notification_id": told[talk.comment.id],
            "slug": slug,
            "stream": talk.thread.stream,
            "place": talk.thread.stream,
            "subject": strategy.subject,
            "strategy_id": strategy.id,
            "lang": "nl",
            "version": 1,
            "line": 1,
            "kind": "useful",
            "member_id": people.dirk.id,
            "request_id": request_id,
            "session_id": session_id,
            "passkey_id": passkey_id,
            "mail_id": mail_id,
            "event_id": event_id,
            "key": talk.file.key,
            "name": talk.file.address_name,
            "step": 1,
            "domain_id": 1,
            "invitation_id": 1,
            "list_id": 1,
            "import_id": 1,
            "page": 1,
            "succession_id": 1,
            "contact_id": 1,
            "section_name": "reports",
            "batch_id": 1,
            "appeal_id": 1,
            "draft_id": 1,
            "decision_id": 1,
            "answer_id": 1,
            "note_id": 1,
            "report_id": 1,
            "organisation_id": 1,
            "refnis": "62063",
            "vocabulary": "service",
            "term_id": 1,
            "token": "none",
            "filename": "js/application.js",
        } | others
        wanted = {name: values[name] for name in rule.arguments}
        return adapter.build(rule.endpoint, wanted)

    return address


@pytest.fixture
def no_limits() -> Iterator[None]:
    """Attempts are not counted: the test makes more of them than anybody would."""
    limiter.enabled = False
    yield
    limiter.enabled = True


@pytest.fixture
def https_app(app: Flask, settings: Settings) -> Flask:
    """The same community, as in production behind https."""
    secure = replace(settings, env="production", base_url=HTTPS).checked()
    found = create_app(secure)
    found.testing = True
    return found


def rules_for(app: Flask, method: str) -> list[Rule]:
    return [rule for rule in app.url_map.iter_rules() if method in (rule.methods or ())]


def is_public(app: Flask, rule: Rule) -> bool:
    view = app.view_functions[rule.endpoint]
    return rule.endpoint == "static" or getattr(view, "is_public", False)


def everything_written(app: Flask) -> dict[str, list[Any]]:
    """All rows of all tables, to be compared with those of later."""
    with app.app_context():
        tables = db.metadata.sorted_tables
        return {
            t.name: list(db.session.execute(t.select().order_by(*t.primary_key))) for t in tables
        }
