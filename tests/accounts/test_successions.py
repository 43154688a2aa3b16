"""A function hands its follows, drafts and moderation to a successor, with the consent of both."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update

from connect.accounts import actions
from connect.accounts.errors import SuccessionClosed
from connect.accounts.models import Succession
from connect.database import atomic, db, utc_now
from connect.discussions.models import Comment, Thread
from connect.drafts.actions import save_draft, schedule_draft
from connect.drafts.models import Draft
from connect.mail import OutgoingMail
from connect.members.models import Member
from connect.notifications.models import Notification
from connect.themes.models import ThemeFollow, ThemeModerator
from connect.uploads.models import Upload
from connect.worker import settle_due
from tests.support.cast import Cast
from tests.support.conversations import Conversations
from tests.support.visitors import Visitor

BrowserOf = Callable[..., Visitor]
MailsTo = Callable[[str], list[OutgoingMail]]
OFFER = {
    "successor": "dirk@example.org",
    "parts": ["follows", "drafts"],
    "message": "Bonne <b>suite",
}


@pytest.fixture
def threads(app: Flask, people: Cast) -> dict[str, Thread]:
    """Chloé follows two themes, writes in an open and in a closed one, and changes an old text."""
    talk = Conversations(app)
    found = {
        theme.slug: talk.open(people.amina, theme, title=f"Sur {theme.slug}")
        for theme in (people.prevention, people.circle)
    }
    own = talk.post(people.chloe, found["prevention"], "Déjà dit.")
    with app.app_context():
        with atomic() as session:
            session.add_all(
                ThemeFollow(theme_id=theme.id, member_id=people.chloe.id)
                for theme in (people.prevention, people.circle)
            )
        for slug, thread in found.items():
            save_draft(people.chloe, thread.stream, {"body": f"Brouillon {slug}"}, 0)
        save_draft(people.chloe, f"comment:{own.id}", {"body": "Encore dit."}, 0)
    return found


def offered(browser_of: BrowserOf, people: Cast, **changes: object) -> str:
    """The address of what Chloé offers Dirk."""
    answer = browser_of(people.chloe).post("/account/succession", {**OFFER, **changes})
    assert answer.status == 303, answer.text
    return answer.location


def follows(app: Flask, member: Member) -> list[int]:
    with app.app_context():
        found = select(ThemeFollow.theme_id).where(ThemeFollow.member_id == member.id)
        return sorted(db.session.scalars(found))


def drafts(app: Flask, member: Member) -> dict[str, str]:
    with app.app_context():
        found = select(Draft).where(Draft.member_id == member.id, Draft.state == "kept")
        return {draft.place: draft.body for draft in db.session.scalars(found)}


@pytest.mark.any_database
def test_what_the_successor_may_have_changes_hands_and_the_rest_stays(
    app: Flask,
    browser_of: BrowserOf,
    people: Cast,
    threads: dict[str, Thread],
    mails_to: MailsTo,
) -> None:
    dirk, page = browser_of(people.dirk), offered(browser_of, people)
    assert dirk.post(f"{page}/acceptance").status == 303
    place = threads["prevention"].stream
    assert follows(app, people.dirk) == [people.prevention.id]
    assert follows(app, people.chloe) == [people.circle.id]
    assert drafts(app, people.dirk) == {place: "Brouillon prevention"}
    assert set(drafts(app, people.chloe)) == {threads["circle"].stream, "comment:3"}
    told = mails_to("chloe@example.org")[-1]
    assert told.key.startswith("succession_accepted")
    assert told.text.index("Sur prevention") < told.text.index("Sur circle")
    assert "Sur circle" not in "".join(mail.text for mail in mails_to("dirk@example.org"))
    with app.app_context():
        assert db.session.get_one(Comment, 3).author_id == people.chloe.id


def test_the_successor_reads_titles_first_and_texts_later(
    browser_of: BrowserOf, people: Cast, threads: dict[str, Thread], mails_to: MailsTo
) -> None:
    dirk, page = browser_of(people.dirk), offered(browser_of, people)
    seen = dirk.get(page)
    assert "Sur prevention" in seen.text
    assert "Brouillon" not in seen.text
    assert "Sur circle" not in seen.text
    assert seen.page.select_one("dd[lang=fr]").get_text() == OFFER["message"]  # type: ignore[union-attr]
    assert "Sur circle" in browser_of(people.chloe).get(page).text
    (asked,) = mails_to("dirk@example.org")
    assert (asked.locale, page in asked.text) == ("nl", True)
    assert "<b>suite" not in asked.html


@pytest.mark.any_database
def test_a_line_in_the_inbox_leads_there_until_it_is_answered(
    app: Flask, browser_of: BrowserOf, people: Cast, threads: dict[str, Thread]
) -> None:
    dirk, page = browser_of(people.dirk), offered(browser_of, people)
    settle(app)
    assert "Chloé Lambert" in dirk.get("/inbox").text
    with app.app_context():
        line = db.session.scalars(
            select(Notification).where(Notification.kind == "succession")
        ).one()
    assert unread(app, people.dirk) == 1
    dirk.post(f"{page}/refusal")
    settle(app)
    assert unread(app, people.dirk) == 0
    assert dirk.post(f"/inbox/{line.id}/reading").location == page


@pytest.mark.any_database
def test_accepting_twice_moves_once(
    app: Flask, browser_of: BrowserOf, people: Cast, threads: dict[str, Thread]
) -> None:
    dirk, page = browser_of(people.dirk), offered(browser_of, people)
    for _ in range(2):
        assert dirk.post(f"{page}/acceptance").status == 303
    assert dirk.post(f"{page}/refusal").status == 303
    with app.app_context():
        succession = db.session.scalars(select(Succession)).one()
        assert (succession.state, succession.outcome) == ("accepted", {"follows": 1, "drafts": 1})
        with pytest.raises(SuccessionClosed):
            actions.accept_succession(succession)
    assert len(drafts(app, people.dirk)) == 1


@pytest.mark.any_database
@pytest.mark.parametrize(
    ("own", "other"),
    [
        ("Mijn tekst", "Son texte"),
        ("<p>Mijn tekst</p>", "Son texte"),
        ("Mijn tekst", "<p>Son texte"),
    ],
)
def test_two_drafts_for_one_place_become_one_with_both_texts(
    app: Flask,
    browser_of: BrowserOf,
    people: Cast,
    threads: dict[str, Thread],
    own: str,
    other: str,
) -> None:
    place = threads["prevention"].stream
    with app.app_context():
        save_draft(people.dirk, place, {"body": own, "files": ["a"]}, 0)
        save_draft(people.chloe, place, {"body": other, "files": ["b", "a"]}, 1)
    page = offered(browser_of, people)
    browser_of(people.dirk).post(f"{page}/acceptance")
    body = drafts(app, people.dirk)[place]
    assert body.index("Mijn tekst") < body.index("Chloé Lambert") < body.index("Son texte")
    assert body.startswith("<p>") == ("<p>" in own + other)
    assert place not in drafts(app, people.chloe)
    with app.app_context():
        draft = db.session.scalars(select(Draft).where(Draft.member_id == people.dirk.id)).one()
        assert draft.fields["files"] == ["a", "b"]
        assert draft.version == 2


def test_what_the_successor_had_scheduled_waits_for_them_once_both_texts_stand_in_it(
    app: Flask, browser_of: BrowserOf, people: Cast, threads: dict[str, Thread]
) -> None:
    place = threads["prevention"].stream
    with app.app_context():
        save_draft(people.dirk, place, {"body": "Mijn tekst."}, 0)
        schedule_draft(people.dirk, place, utc_now() + timedelta(hours=1))
    page = offered(browser_of, people)
    browser_of(people.dirk).post(f"{page}/acceptance")
    with app.app_context():
        draft = db.session.scalars(select(Draft).where(Draft.member_id == people.dirk.id)).one()
        assert "Brouillon" in draft.body
        assert draft.post_at is None


def test_the_files_of_a_draft_go_along(
    app: Flask, browser_of: BrowserOf, people: Cast, threads: dict[str, Thread]
) -> None:
    with app.app_context():
        given = {"name": "plan.pdf", "kind": "document", "type": "application/pdf", "size": 1}
        with atomic() as session:
            session.add_all(
                Upload(key=key, owner_id=people.chloe.id, **given) for key in ("named", "other")
            )
        place = threads["prevention"].stream
        save_draft(people.chloe, place, {"body": "Voir le plan.", "files": ["named"]}, 1)
    browser_of(people.dirk).post(f"{offered(browser_of, people)}/acceptance")
    with app.app_context():
        owners = dict(db.session.execute(select(Upload.key, Upload.owner_id)).all())
    assert owners == {"named": people.dirk.id, "other": people.chloe.id}


def test_what_is_begun_after_the_offer_stays(
    app: Flask, browser_of: BrowserOf, people: Cast, threads: dict[str, Thread]
) -> None:
    page = offered(browser_of, people)
    with app.app_context():
        save_draft(people.chloe, people.networks.stream, {"title": "Nouveau", "body": "x"}, 0)
    dirk = browser_of(people.dirk)
    assert "Nouveau" not in dirk.get(page).text
    dirk.post(f"{page}/acceptance")
    assert people.networks.stream in drafts(app, people.chloe)


def test_only_those_it_concerns_see_it_and_only_the_successor_answers(
    browser_of: BrowserOf, people: Cast, threads: dict[str, Thread]
) -> None:
    page = offered(browser_of, people)
    for other in (people.bram, people.olga):
        assert browser_of(other).get(page).status == 404
        assert browser_of(other).post(f"{page}/acceptance").status == 404
    chloe, dirk = browser_of(people.chloe), browser_of(people.dirk)
    assert chloe.post(f"{page}/acceptance").status == 403
    assert dirk.post(f"{page}/withdrawal").status == 403
    assert dirk.get(f"/members/{people.chloe.id}/succession").status == 403


def test_it_can_be_taken_back_until_it_is_accepted(
    app: Flask,
    browser_of: BrowserOf,
    people: Cast,
    threads: dict[str, Thread],
    mails_to: MailsTo,
) -> None:
    page = offered(browser_of, people)
    chloe = browser_of(people.chloe)
    assert chloe.get("/account/succession").location == page
    again = chloe.post("/account/succession", OFFER)
    assert again.status == 422
    assert "Bonne &lt;b&gt;suite" in str(again.page.select_one("textarea"))
    assert chloe.post(f"{page}/withdrawal").status == 303
    browser_of(people.dirk).post(f"{page}/acceptance")
    assert drafts(app, people.dirk) == {}
    assert [m.key.split(":")[0] for m in mails_to("dirk@example.org")] == [
        "succession_offered",
        "succession_withdrawn",
    ]
    assert chloe.post("/account/succession", OFFER).status == 303


def test_after_thirty_days_it_is_too_late(
    app: Flask, browser_of: BrowserOf, people: Cast, threads: dict[str, Thread]
) -> None:
    page = offered(browser_of, people)
    with app.app_context(), atomic() as session:
        session.execute(update(Succession).values(expires_at=utc_now() - timedelta(seconds=1)))
    dirk = browser_of(people.dirk)
    assert not dirk.get(page).page.select(f"form[action='{page}/acceptance']")
    dirk.post(f"{page}/acceptance")
    assert drafts(app, people.dirk) == {}
    assert browser_of(people.chloe).post("/account/succession", OFFER).status == 303


@pytest.mark.parametrize(
    "typed",
    [
        "chloe@example.org",
        "els@example.org",
        "Els Maes",
        "nobody@example.org",
        "Chloé Lambert",
        " ",
    ],
)
def test_oneself_somebody_who_left_and_a_stranger_are_no_successors(
    browser_of: BrowserOf, people: Cast, threads: dict[str, Thread], typed: str
) -> None:
    answer = browser_of(people.chloe).post("/account/succession", {**OFFER, "successor": typed})
    assert answer.status == 422
    assert answer.page.select_one("#successor[aria-invalid=true]")
    assert answer.page.select_one("input[name=parts][value=drafts][checked]")


def test_a_name_means_a_member_unless_two_bear_it(
    app: Flask, browser_of: BrowserOf, people: Cast, threads: dict[str, Thread]
) -> None:
    with app.app_context():
        twin = actions.add_member("twin@example.org", "Bram Peeters", municipality="21004")
    chloe = browser_of(people.chloe)
    asked = {**OFFER, "successor": "bram peeters"}
    assert chloe.post("/account/succession", asked).status == 422
    found = chloe.get("/account/succession/candidates?q=pee").json["members"]
    assert [one["id"] for one in found] == [twin.id, people.bram.id], "of the same place first"
    assert "example.org" not in str(found)
    page = chloe.post("/account/succession", {**asked, "successor_id": str(twin.id)}).location
    assert "Bram Peeters" in chloe.get(page).text
    assert browser_of(twin).get(page).status == 200
    assert browser_of(people.bram).get(page).status == 404


@pytest.mark.any_database
def test_nobody_hands_the_drafts_of_another_to_themselves(
    app: Flask, browser_of: BrowserOf, people: Cast
) -> None:
    olga = browser_of(people.olga)
    with app.app_context():
        save_draft(people.amina, people.networks.stream, {"title": "Secret", "body": "x"}, 0)
    olga.post(f"/members/{people.amina.id}/deactivation", {"reason": "Pension"})
    to_herself = {**OFFER, "successor": people.olga.email, "parts": ["drafts"]}
    assert olga.post(f"/members/{people.amina.id}/succession", to_herself).status == 422


def test_an_organiser_hands_over_what_somebody_left_moderation_too(
    app: Flask,
    browser_of: BrowserOf,
    people: Cast,
    threads: dict[str, Thread],
    mails_to: MailsTo,
) -> None:
    olga, path = browser_of(people.olga), f"/members/{people.amina.id}/succession"
    with app.app_context():
        save_draft(people.amina, people.networks.stream, {"title": "Secret", "body": "x"}, 0)
    assert olga.get(path).status == 403, "she has not left"
    olga.post(f"/members/{people.amina.id}/deactivation", {"reason": "Pension"})
    offer = {**OFFER, "parts": ["moderations", "drafts"]}
    page = olga.post(path, offer).location
    assert "Secret" not in olga.get(page).text, "to an organiser, drafts have no titles"
    assert "Secret" in browser_of(people.dirk).get(page).text
    asked = mails_to("dirk@example.org")[-1]
    assert people.olga.name in asked.subject, "it is she who asks"
    assert people.amina.name in asked.text
    browser_of(people.dirk).post(f"{page}/acceptance")
    with app.app_context():
        found = select(ThemeModerator.theme_id).where(ThemeModerator.member_id == people.dirk.id)
        assert sorted(db.session.scalars(found)) == [people.prevention.id, people.circle.id]
    assert "Secret" not in mails_to("olga@example.org")[-1].text
    assert "succession_started" in [m.key.split(":")[0] for m in mails_to("amina@example.org")]


def test_a_member_hands_over_no_moderation_by_themselves(
    browser_of: BrowserOf, people: Cast, threads: dict[str, Thread]
) -> None:
    amina = browser_of(people.amina)
    assert not amina.get("/account/succession").page.select("input[value=moderations]")
    assert amina.post("/account/succession", {**OFFER, "parts": ["moderations"]}).status == 422


def settle(app: Flask) -> None:
    with app.app_context():
        settle_due()


def unread(app: Flask, member: Member) -> int:
    with app.app_context():
        return db.session.get_one(Member, member.id).unread_count
