"""Lists ask the database the same few questions, however many rows they show."""

from collections.abc import Callable

import pytest
from flask import Flask

from connect.accounts import actions as members
from connect.accounts.queries import pending_request_of
from connect.database import atomic, db
from connect.discussions import actions as discussions
from connect.discussions.models import Comment
from connect.drafts.actions import save_draft
from connect.members.models import Member
from connect.places.models import Organisation
from connect.worker import settle_due
from tests.support.cast import Cast
from tests.support.conversations import Conversations
from tests.support.decisions import Decisions
from tests.support.sheets import shared_strategy
from tests.support.statements import queries_of
from tests.support.visitors import Visitor

BUDGETS = {
    "/strategies/": 7,  # first of all: this request brings the index of the process up to date
    "/strategies/?theme=1&evidence=E2&status=running&axis=prevention&region=04000&q=bancs": 6,
    "/strategies/map?evidence=E2": 4,
    "/": 13,  # one of them for what stands first
    "/themes/": 2,
    "/themes/prevention": 9,  # two of them for the strategies of the theme, one for what is first
    "/members/": 10,
    "/members/?language=fr&theme=prevention&region=03000&topic=nuit&q=a": 7,
    "/members/?function=organiser": 8,
    "/members/1": 8,
    "/members/1/advice": 6,
    "/municipalities/62063": 7,
    "/organisations/1": 7,
    "/contact-requests/": 2,
    "/contact-requests/?box=sent": 2,
    "/members/suggestions?q=newcomer": 2,
    "/inbox": 2,
    "/bookmarks": 2,
    "/drafts/": 3,
    "/join-requests/": 3,
    "/invitations/": 4,
    "/invitations/lists/": 2,
    "/domains/": 3,
    "/deactivated-members/": 2,
    "/vocabularies/": 2,
    "/vocabularies/service": 2,
    "/mails/": 2,
    "/decisions/": 5,
    "/threads/1/moderation": 10,
    "/threads/1/selection": 3,
    "/threads/1/moves?c=2": 7,
    "/threads/1/merger": 3,
    "/moderation/": 14,
    "/moderation/answers/": 2,
    "/moderation/questions": 6,
    "/moderation/count": 4,
    "/moderation/batches/": 2,
    "/account/suspensions": 2,
    "/members/1/suspension": 5,
    "/themes/prevention/first-texts": 2,
}


@pytest.fixture
def a_busy_day(app: Flask, people: Cast) -> Callable[[int], None]:
    """Somebody new of an organisation of their own does one of everything."""
    talk = Conversations(app)

    def live_through(number: int) -> None:
        newcomer = _organiser(app, number)
        thread = talk.open(newcomer, people.prevention, tags=[f"word {number}"])
        comment = talk.post(newcomer, thread, f"@{people.olga.name} et vous ?")
        Decisions(app).make("thread.slowed", newcomer, thread=thread, member=newcomer)
        shared_strategy(app, newcomer, title=f"Des bancs {number}")
        with app.app_context():
            kept = db.session.get_one(Comment, comment.id)
            discussions.bookmark(people.olga, kept, True)
            save_draft(people.olga, thread.stream, {"body": "Et nous ?"}, 0)
            members.invite(newcomer, email=f"guest{number}@example.org")
            for address in (f"waiting{number}@example.org", f"declined{number}@example.org"):
                members.request_to_join(address, name="Lou Smet", locale="nl")
            declined = pending_request_of(f"declined{number}@example.org")
            assert declined
            members.decline_request(newcomer, declined, "Pas une commune.")
            members.add_domain(
                newcomer, f"zone{number}.example", municipality="62063", organisation_id=None
            )
            lines = [(1, {"email": f"listed{number}@example.org"})]
            members.keep_list(newcomer, "x.csv", lines, locale="fr", days=30, message="")
            gone = members.add_member(f"gone{number}@example.org", f"Gone {number}")
            members.deactivate_member(newcomer, gone, "Pension.")
            settle_due()

    return live_through


def test_a_list_costs_the_same_with_two_rows_and_with_twelve(
    people: Cast, browser_of: Callable[..., Visitor], a_busy_day: Callable[[int], None]
) -> None:
    for days in (range(2), range(2, 12)):
        for number in days:
            a_busy_day(number)
        for path, budget in BUDGETS.items():
            olga = browser_of(people.olga)
            with queries_of() as queries:
                assert olga.get(path).status == 200
            assert len(queries) <= budget, f"{path}:\n" + "\n\n".join(queries)


def _organiser(app: Flask, number: int) -> Member:
    with app.app_context():
        with atomic() as session:
            organisation = Organisation(name_fr="Zone", name_nl=f"Zone {number}", level="police")
            session.add(organisation)
            session.flush()
        return members.add_member(
            f"newcomer{number}@example.org",
            f"Newcomer {number}",
            role="organiser",
            organisation_id=organisation.id,
        )
