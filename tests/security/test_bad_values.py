"""What nobody types is refused or ignored by every door, and never an error of ours."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from tests.security.conftest import Talk, rules_for
from tests.support.cast import PASSWORD, Cast
from tests.support.visitors import Visitor

BrowserOf = Callable[..., Visitor]

NUL = "a\0b"
BAD = {
    "beyond 64 bits": str(2**63),
    "no number": "1e400-1",
    "growing when folded": "\ufdfa" * 80,
    "long": "9" * 5000,
}
PARAMETERS = [
    "archived",
    *("after", "before", "comment", "kind", "last", "lang", "locale", "next"),
    *("giver", "order", "q", "tag", "theme", "wait", "auth_token"),
    *("about", "box", "function", "level", "mention", "municipality", "province"),
    *("region", "language", "topic", "topics", "section", "act", "targets", "state", "mine"),
]
CANNED_ANSWER = {
    "kind": "kept",
    "name_fr": "Merci",
    "text_fr": "Merci pour {title}.",
    "name_nl": "Dank u",
    "text_nl": "Dank u voor {title}.",
}
FORMS: dict[str, dict[str, str]] = {
    "moderation.pin": {
        "kind": "beacon",
        "place": "everywhere",
        "last_day": "2030-01-01",
        "all_the_same": "y",
        "reason": "Utile",
        "seen": "0",
    },
    "moderation.move_comments": {
        "c": "2",
        "title": "Un titre",
        "kind": "question",
        "theme": "1",
        "reason": "Utile",
        "seen": "0",
        "known": "1",
        "to": "1",
    },
    "moderation.merge_thread": {"to": "1", "reason": "Utile", "seen": "0", "wider": "y"},
    "moderation.order": {
        "reason": "Utile",
        "order": "1",
        "known": "1",
        "seen": "0",
    },
    "moderation.unpin": {"reason": "Utile", "seen": "0"},
    "moderation.feature": {"reason": "Utile", "seen": "0"},
    "moderation.unfeature": {"reason": "Utile", "seen": "0"},
    "moderation.pin_comment": {"reason": "Utile", "seen": "0"},
    "moderation.unpin_comment": {"reason": "Utile", "seen": "0"},
    "moderation.mark_solution": {"reason": "Utile", "seen": "0"},
    "moderation.remove_solution": {"reason": "Utile", "seen": "0"},
    "discussions.dismiss_pin": {"then": "/"},
    "discussions.restore_pin": {"then": "/"},
    "discussions.create_thread": {
        "kind": "question",
        "title": "Un titre",
        "body": "Un texte",
        "tags": "un",
        "token": "",
    },
    "discussions.create_comment": {"body": "Un texte", "parent": "", "token": ""},
    "discussions.update_comment": {"body": "Un texte", "title": "Un titre", "version": "2"},
    "discussions.correct_language": {"lang": "nl"},
    "discussions.remove_revision": {"reason": "Un nom"},
    "discussions.update_reaction": {"pressed": "true"},
    "discussions.update_bookmark": {"pressed": "true"},
    "discussions.update_reading": {"numbers": "1"},
    "strategies.create_strategy": {
        "title": "Un titre",
        "municipalities": "4000",
        "themes": "1",
        "visibility": "members",
        "token": "",
    },
    "strategies.update_strategy": {
        "title": "Un titre",
        "municipalities": "4000",
        "themes": "1",
        "visibility": "members",
        "version": "1",
        "lang": "fr",
        "contact": "Bram Peeters",
        "contact_id": "2",
        "start": "2024-03",
        "end": "2025-03",
        "fte": "1.5",
        "review_on": "2030-01-01",
        "problem": "Un texte",
        "actions-0-what": "Un",
        "links-0-url": "https://example.org/",
    },
    "strategies.reshape_sheet": {"reshape": "actions:up:1", "actions-0-what": "Un"},
    "strategies.create_adaptation": {"token": ""},
    "strategies.update_translation": {"version": "0", "title": "Een titel"},
    "strategies.create_writer": {"member": "Bram Peeters", "member_id": "2"},
    "strategies.remove_proof": {"reason": "Un nom"},
    "strategies.remove_version": {"reason": "Un nom"},
    "syntheses.create_citation": {"version": "0", "place": "open", "fr": "Un", "nl": ""},
    "syntheses.create_writer": {"member": "Bram Peeters", "member_id": "2", "reason": "Un"},
    "syntheses.remove_writer": {"reason": "Un nom"},
    "syntheses.confirm_line": {"version": "1", "state": "1: 1 in 1"},
    "syntheses.reshape_synthesis": {"version": "0", "reshape": "open:up:1", "open-0-fr": "Un"},
    "syntheses.update_synthesis": {"version": "0", "open-0-fr": "Un", "open-0-texts": "1"},
    "drafts.create_preview": {"body": "Un texte", "place": "thread:1"},
    "drafts.update_schedule": {"post_at": "2030-01-01T09:00"},
    "drafts.update_draft": {"body": "Un texte", "title": "Un titre", "draft_version": "0"},
    "accounts.create_session": {"email": "bram@example.org", "password": PASSWORD},
    "accounts.create_second_factor": {"code": "123456", "kept": ""},
    "accounts.create_second_factor_app": {"secret": "{}", "code": "123456"},
    "accounts.create_passkey": {"name": "Téléphone", "credential": "{}"},
    "accounts.create_passkey_session": {"credential": "{}", "kept": ""},
    "accounts.update_passkey": {"name": "Téléphone"},
    "accounts.create_sign_in_link": {"email": "bram@example.org"},
    "accounts.create_address_change": {"email": "new@example.org"},
    "accounts.delete_second_factor": {"proof": "123456"},
    "accounts.move_account": {"email": "new@example.org"},
    "accounts.prove_again": {"proof": "123456"},
    "accounts.update_password": {"current": PASSWORD, "password": "another long password"},
    "accounts.create_password_reset": {"email": "bram@example.org"},
    "accounts.create_join_request": {
        "name": "Zoé",
        "email": "zoe@example.org",
        "function": "x",
        "municipality": "4000",
        "organisation": "y",
        "message": "z",
    },
    "accounts.create_invitation": {
        "email": "",
        "locale": "nl",
        "role": "member",
        "name": "Zoé",
        "function": "x",
        "municipality": "4000",
        "organisation": "",
        "themes": "1",
        "message": "z",
        "days": "30",
        "uses": "1",
    },
    "accounts.create_invitation_list": {
        "pasted": "zoe@example.org;Zoé",
        "locale": "nl",
        "message": "z",
        "days": "30",
    },
    "accounts.create_domain": {
        "domain": "zone.example",
        "municipality": "4000",
        "organisation": "",
    },
    "contacts.create_acceptance": {"answer": "Oui."},
    "contacts.create_contact_request": {
        "subject": "Une question",
        "message": "Qui ?",
        "about": "thread:1",
        "token": "",
    },
    "contacts.create_refusal": {"answer": "Non."},
    "directory.dismiss_suggestion": {"then": "/"},
    "accounts.create_deactivation": {"reason": "Pension."},
    "accounts.create_own_succession": {
        "successor": "bram@example.org",
        "successor_id": "2",
        "parts": "drafts",
        "message": "z",
    },
    "accounts.create_succession": {
        "successor": "bram@example.org",
        "successor_id": "2",
        "parts": "drafts",
        "message": "z",
    },
    "accounts.create_refusal": {"reason": "Non."},
    "endorsements.update_endorsement": {
        "replaces": "",
        "level": "applies",
        "mandate": "Échevine",
        "note": "z",
        "mandated": "y",
        "token": "",
    },
    "endorsements.withdraw_endorsement": {"current": "1", "reason": "z"},
    "exchange.create_import": {"pasted": "Title;Themes\nBancs;networks"},
    "places.create_term": {"name_fr": "Zoo", "name_nl": "Dierentuin", "name_en": "Zoo"},
    "places.update_position": {"place": "2"},
    "places.update_term": {"name_fr": "Commune", "name_nl": "Gemeente", "name_en": ""},
    "uploads.create_upload": {"file": "no file"},
    "moderation.appeal_by_link": {"text": "Un texte"},
    "moderation.appeal_decision": {"text": "Un texte"},
    "moderation.create_appeal_answer": {"outcome": "kept", "reason": "Un nom"},
    "moderation.create_approval": {"version": "1"},
    "moderation.create_approval_refusal": {"version": "1", "reason": "Un nom"},
    "moderation.create_suspension": {
        "scope": "1",
        "days": "date",
        "last_day": "2030-01-01",
        "reason": "Un nom",
    },
    "moderation.end_one_suspension": {"suspension": "1", "reason": "Un nom"},
    "moderation.update_first_texts": {"reads": "true", "reason": "Un nom"},
    "moderation.archive_thread": {"reason": "Un nom"},
    "moderation.classify_thread": {
        "kind": "question",
        "tags": "un",
        "theme": "1",
        "second_theme": "2",
        "reason": "Un nom",
        "seen": "1",
    },
    "moderation.close_thread": {"reason": "Un nom", "reopens_at": "z", "seen": "1"},
    "moderation.create_answer": CANNED_ANSWER,
    "moderation.update_answer": CANNED_ANSWER,
    "moderation.create_assignment": {"member": "1", "seen": "1"},
    "moderation.create_hiding": {"reason": "Un nom", "seen": "1"},
    "moderation.create_note": {"text": "Relu.", "token": "x"},
    "moderation.create_report": {"kind": "other", "note": "Une publicité."},
    "moderation.create_report_decision": {
        "outcome": "rejected",
        "reason": "Relu.",
        "seen": "1",
        "for_reporters": "1",
        "for_author": "6",
        "answer_fr": "Merci.",
        "answer_nl": "Dank u.",
        "answer_author": "Relisez.",
        "insert": "1",
    },
    "moderation.delete_hiding": {"reason": "Un nom", "seen": "1"},
    "moderation.create_batch": {
        "section": "questions",
        "act": "close",
        "targets": "1",
        "whole": "",
        "theme": "1",
        "state": "",
        "mine": "1",
        "as_of": "1",
        "reason": "Un nom",
        "minutes": "15",
        "token": "",
    },
    "moderation.reopen_thread": {"reason": "Un nom", "seen": "1"},
    "moderation.slow_thread": {"reason": "Un nom", "minutes": "15", "seen": "1"},
    "moderation.unarchive_thread": {"reason": "Un nom"},
    "moderation.unlist_thread": {"reason": "Un nom"},
    "members.update_profile": {
        "name": "Olga Dupont",
        "function": "x",
        "municipality": "4000",
        "organisation": "",
        "languages": "nl",
        "locale": "fr",
        "themes": "1",
        "presentation": "z",
        "offers": "a",
        "seeks": "b",
        "crop": "0 0 1",
        "availability": "phone",
        "availability_note": "c",
        "phone": "02 123 45 67",
        "contact": "d",
        "contact_for": "themes",
    },
    "members.create_welcome_step": {"function": "x", "languages": "nl", "crop": "0 0 1"},
}


def test_every_form_with_fields_is_in_the_table(app: Flask) -> None:
    """What has none: buttons, and the links of mails, which have their own tests."""
    buttons = {
        "discussions.restore_comment",
        "discussions.restore_revision",
        "discussions.withdraw_comment",
        "exchange.start_import",
        "exchange.undo_import",
        "contacts.create_withdrawal",
        "directory.restore_suggestion",
        "members.end_welcome",
        "moderation.delete_answer",
        "moderation.delete_note",
        "moderation.undo_batch",
        "moderation.undo_decision",
        "drafts.remove_draft",
        "drafts.remove_schedule",
        "drafts.take_back_draft",
        "drafts.restore_draft",
        "accounts.answer_address_change",
        "accounts.confirm",
        "accounts.create_acceptance",
        "accounts.create_approval",
        "accounts.create_identity",
        "accounts.create_mail_attempt",
        "accounts.create_openid_departure",
        "accounts.create_passkey_challenge",
        "accounts.create_reactivation",
        "accounts.create_recovery_codes",
        "accounts.create_sign_in_challenge",
        "accounts.create_succession_refusal",
        "accounts.delete_address_change",
        "accounts.delete_identity",
        "accounts.delete_one_session",
        "accounts.delete_other_sessions",
        "accounts.delete_passkey",
        "accounts.delete_session",
        "accounts.join",
        "accounts.remove_domain",
        "accounts.renew_invitation",
        "accounts.reset_password",
        "accounts.reset_second_factor",
        "accounts.send_invitation_list",
        "accounts.use_sign_in_link",
        "accounts.withdraw_invitation",
        "accounts.withdraw_succession",
        "notifications.update_inbox",
        "notifications.update_notification",
        "operations.create_attempt",
        "places.restore_term",
        "places.retire_term",
        "strategies.accept_contact",
        "strategies.archive_strategy",
        "strategies.create_proof",
        "strategies.decline_contact",
        "strategies.publish_strategy",
        "strategies.remove_writer",
        "strategies.restore_version",
        "syntheses.restore_version",
        "strategies.unarchive_strategy",
        "strategies.update_review",
        "strategies.withdraw_strategy",
        "uploads.drop_upload",
    }
    assert {rule.endpoint for rule in rules_for(app, "POST")} == buttons | set(FORMS)


@pytest.mark.any_database
def test_no_question_is_an_error_of_ours(
    app: Flask, browser_of: BrowserOf, people: Cast, address_of: Callable[..., str]
) -> None:
    olga, failed = browser_of(people.olga), []
    for rule in rules_for(app, "GET"):
        for name, value in BAD.items():
            asked = dict.fromkeys(PARAMETERS, value)
            answer = olga.client.get(address_of(rule), query_string=asked)
            if answer.status_code >= 500:
                failed.append(f"{answer.status_code} {rule.rule} {name}")
    assert not failed, "\n".join(failed)


@pytest.mark.any_database
def test_no_address_is_an_error_of_ours(
    app: Flask, browser_of: BrowserOf, people: Cast, address_of: Callable[..., str]
) -> None:
    olga, failed = browser_of(people.olga), []
    for rule in rules_for(app, "GET"):
        if not rule.arguments:
            continue
        for name, value in BAD.items():
            path = rule.rule.partition("<")[0] + value.encode().decode("latin-1")
            answer = olga.client.get("/", environ_overrides={"PATH_INFO": path})
            if not 300 <= answer.status_code < 500:
                failed.append(f"{answer.status_code} {rule.rule} {name}")
    assert not failed, "\n".join(failed)


@pytest.mark.any_database
@pytest.mark.parametrize("path", ["/themes/{}", "/members/?q={}", "/threads/1?{}=1", "/avatars/{}"])
def test_a_nul_is_no_text(browser_of: BrowserOf, people: Cast, path: str) -> None:
    bram = browser_of(people.bram)
    refused = bram.get(path.format("%00"))
    assert refused.status in (400, 404)
    assert refused.page.select_one("h1.error-page__title")
    form = {"email": NUL, "password": NUL, "name": NUL, "numbers": NUL}
    assert browser_of().post("/sign-in", form).status == 400
    assert bram.post("/profile", form).status == 400


@pytest.mark.any_database
@pytest.mark.usefixtures("no_limits")
def test_no_form_is_an_error_of_ours(
    app: Flask, browser_of: BrowserOf, people: Cast, address_of: Callable[..., str]
) -> None:
    """Each field in turn, the others well filled in: else the first refusal would hide the rest."""
    olga, failed = browser_of(people.olga), []
    token = olga.csrf_token()
    for rule in rules_for(app, "POST"):
        form = FORMS.get(rule.endpoint, {}) | {"csrf_token": token}
        for field in FORMS.get(rule.endpoint, {}):
            for name, value in BAD.items():
                client = app.test_client() if "password" in form else olga.client
                answer = client.post(address_of(rule), data=form | {field: value})
                if answer.status_code >= 500:
                    failed.append(f"{answer.status_code} {rule.rule} {field} {name}")
    assert not failed, "\n".join(failed)


NOT_TEXT = [
    ("application/x-www-form-urlencoded", b"body=%ff%fe%ED%A0%80&title=\xff&csrf_token={token}"),
    ("application/x-www-form-urlencoded", b"&&&=&=x&%&%zz&csrf_token={token}"),
    ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="body"\r\n'),
    ("multipart/form-data", b"no boundary"),
    ("application/json", b'{"body": '),
    ("text/plain; charset=utf-99", b"\x00\xff"),
]


@pytest.mark.parametrize(("kind", "body"), NOT_TEXT)
def test_what_is_no_form_is_refused(
    browser_of: BrowserOf, people: Cast, talks: dict[str, Talk], kind: str, body: bytes
) -> None:
    bram = browser_of(people.bram)
    token = bram.csrf_token()
    answer = bram.client.post(
        f"{talks['prevention'].thread.url}/comments",
        data=body.replace(b"{token}", token.encode()),
        content_type=kind,
        headers={"X-CSRF-Token": token},
    )
    assert 400 <= answer.status_code < 500 or answer.status_code == 303


def test_a_question_that_is_no_text_is_answered(browser_of: BrowserOf, people: Cast) -> None:
    assert browser_of(people.bram).get("/members/?q=%ff%ed%a0%80&after=%ff").status == 200


@pytest.mark.parametrize("path", ["/join", "/sign-in", "/profile"])
def test_what_is_too_large_is_refused_by_a_page_of_ours(
    browser_of: BrowserOf, people: Cast, path: str
) -> None:
    answer = browser_of(people.bram).post(path, {"name": "x" * 13_000_000})
    assert answer.status == 413
    assert answer.page.select_one("h1.error-page__title")


def test_a_flood_of_fields_is_refused(browser_of: BrowserOf, people: Cast) -> None:
    fields: Any = MultiDict(("languages", "nl") for _ in range(2000))
    bram = browser_of(people.bram)
    answer = bram.client.post(
        "/profile",
        data=fields,
        content_type="multipart/form-data",
        headers={"X-CSRF-Token": bram.csrf_token()},
    )
    assert answer.status_code == 413
