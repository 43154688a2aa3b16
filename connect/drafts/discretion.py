"""What a writer is reminded of when a text seems to name a private person. It never blocks."""

from flask import flash
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from connect import rich_text
from connect.discretion import SignKind, signs_in
from connect.drafts.models import Fields
from connect.drafts.pages import readable, words_of
from connect.web.answers import wants_turbo

LOOKS_LIKE = {
    "birth_date": lazy_gettext("a birth date"),
    "national_number": lazy_gettext("a national number"),
    "licence_plate": lazy_gettext("a licence plate"),
    "address": lazy_gettext("an address"),
    "phone": lazy_gettext("a telephone number"),
}
MOST_SHOWN = 5
MOST_READ = 20_000


def reminders(fields: Fields) -> list[str]:
    """A line for each sign in a draft's title and text, in the reader's language."""
    text = f"{fields.get('title', '')}\n{rich_text.plain_text(readable(words_of(fields)))}"
    found = signs_in(text[:MOST_READ])[:MOST_SHOWN]
    return [_reminder(sign.kind, sign.words) for sign in found]


def remind(fields: Fields) -> None:
    """After publishing without JavaScript, which would have reminded while it was written."""
    found = [] if wants_turbo() else reminders(fields)
    if found:
        told = _("Is that about a private person? Then edit your text: methods yes, cases no.")
        flash(" ".join([*found, told]), "warning")


def _reminder(kind: SignKind, words: str) -> str:
    return _("“%(words)s” looks like %(kind)s.", words=words, kind=LOOKS_LIKE[kind])
