"""A text that was sent after its session had ended: it goes along through signing in, in the
form, and becomes the draft of who signs in there. Nothing is kept for visitors, and nothing is
published by itself: whoever made somebody sign in would publish in their name."""

from typing import TypedDict, cast

from flask import current_app, flash, render_template, request
from flask_babel import gettext as _
from itsdangerous import BadData, URLSafeTimedSerializer

from connect.accounts.forms.signing_in import SignInForm
from connect.drafts import actions
from connect.drafts.actions.keeping import is_written
from connect.drafts.errors import DraftError
from connect.drafts.forms import sent_draft
from connect.drafts.models import Draft, Fields
from connect.drafts.pages import both, words_of
from connect.drafts.queries import draft_at
from connect.members.models import Member
from connect.subjects import NAME, reach_subject

GOOD_FOR_S = 7 * 24 * 3600


class KeptText(TypedDict):
    """As the form carries it, signed: for its reader it is their own text, for us it was written
    here, at this place."""

    place: str
    fields: Fields
    version: int


def hand_back(status: int) -> str | None:
    """Signing in, with the text in the form; or for a member, the text with a button to keep it."""
    place = request.form.get("place", "")
    try:
        fields, version = sent_draft()
    except DraftError:
        return None
    if not NAME.fullmatch(place) or not is_written(fields):
        return None
    if status != 401:
        return render_template(
            "drafts/old_page.html",
            place=place,
            fields=fields,
            version=version,
            words=words_of(fields),
        )
    kept = _signer().dumps(KeptText(place=place, fields=fields, version=version))
    form = SignInForm(formdata=None, kept=kept)
    had_files = any(file.filename for file in request.files.values())
    return render_template(
        "drafts/signed_out.html", form=form, words=words_of(fields), had_files=had_files
    )


def take_up(member: Member, kept: str) -> str | None:
    """Make the text that went along a draft of who has signed in, if they may write there; where
    they go on with it. A text of theirs that was kept there meanwhile is kept too."""
    text = _read(kept)
    subject = reach_subject(member, text["place"]) if text else None
    if text is None or subject is None or not subject.may_write:
        flash(_("Your text could not be kept: you cannot write at that place any more."), "warning")
        return None
    current = draft_at(member, text["place"])
    fields = _with_other(text, current)
    if current is not None and current.fields != fields:
        actions.unschedule_draft(member, text["place"])
    try:
        actions.save_draft(member, text["place"], fields, current.version if current else 0)
    except DraftError:
        flash(_("Your text could not be kept: you have too many drafts."), "warning")
        return "/drafts/"
    flash(_("Your text was kept. Publish it when you are ready."), "success")
    return subject.url


def _with_other(text: KeptText, current: Draft | None) -> Fields:
    """The text, unless one of another device or window stands there: then both, this one first."""
    fields = text["fields"]
    if current is None or current.version == text["version"]:
        return fields
    return both(fields, current.fields)


def _read(kept: str) -> KeptText | None:
    try:
        return cast(KeptText, _signer().loads(kept, max_age=GOOD_FOR_S))
    except BadData:
        return None


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(str(current_app.secret_key), salt="kept-text")
