"""Organisers read the mail that nobody sends, but do not sign in as somebody else by it."""

from collections.abc import Callable

from connect.mail import OutgoingMail
from tests.support.cast import Cast
from tests.support.visitors import Visitor

BrowserOf = Callable[..., Visitor]
MailsTo = Callable[[str], list[OutgoingMail]]


def test_links_are_there_to_be_handed_out(
    browser_of: BrowserOf, people: Cast, mails_to: MailsTo
) -> None:
    browser_of().post("/forgotten-password", {"email": "bram@example.org"})
    (mail,) = mails_to("bram@example.org")
    shown = browser_of(people.olga).get(f"/mails/{mail.id}")
    assert shown.page.select_one("a[href*='/reset/']")


def test_what_signs_in_without_a_trace_is_for_its_reader_alone(
    browser_of: BrowserOf, people: Cast, mails_to: MailsTo
) -> None:
    olga = browser_of(people.olga)
    for address, is_shown in (("bram@example.org", False), ("olga@example.org", True)):
        browser_of().post("/sign-in/link", {"email": address})
        (mail,) = mails_to(address)
        token = mail.text.partition("/sign-in/link/")[2].split()[0]
        assert (token in olga.get(f"/mails/{mail.id}").body) is is_shown


def test_no_organiser_gets_into_the_account_of_another(
    browser_of: BrowserOf, people: Cast, mails_to: MailsTo, promote: Callable[..., None]
) -> None:
    promote(people.amina)
    browser_of().post("/forgotten-password", {"email": "amina@example.org"})
    (mail,) = mails_to("amina@example.org")
    shown = browser_of(people.olga).get(f"/mails/{mail.id}")
    assert shown.status == 200
    assert "/reset/…" in shown.text
    assert browser_of(people.amina).get(f"/mails/{mail.id}").page.select_one("a[href*='/reset/']")
