"""The fields of a form that somebody has not sent yet, whichever form it is."""

import json
import re
from collections.abc import Mapping
from typing import Any

from flask import request
from werkzeug.datastructures import MultiDict

from connect.drafts.errors import DraftTooLarge, NotFields
from connect.drafts.models import Fields
from connect.rich_text import clean

NAME = re.compile(r"[a-z][a-z_]{0,29}")
# Of the request, not of the text.
NOT_KEPT = {"csrf_token", "draft_version", "place", "kept", "post_at", "seen", "go_on"}
LISTS = {"files"}
MOST_FIELDS = 20
LONGEST = 200_000
"""Far more than may be published: a text that is too long is shortened, not lost."""


def sent_draft() -> tuple[Fields, int]:
    """What this request asks to keep, and the version it began from (0: none)."""
    if not request.is_json:
        return fields_of_form(request.form), _number(request.form.get("draft_version"))
    sent = request.get_json(silent=True)
    if not isinstance(sent, dict) or not isinstance(sent.get("fields"), dict):
        raise NotFields
    return tidy(sent["fields"]), _number(sent.get("version"))


def fields_of_form(form: MultiDict[str, str]) -> Fields:
    return tidy({name: form.getlist(name) if name in LISTS else form[name] for name in form})


def tidy(sent: Mapping[str, Any]) -> Fields:
    """Only what a form of ours holds: words under a name, or a list of them."""
    kept = (name for name in sent if NAME.fullmatch(name) and name not in NOT_KEPT)
    fields = {name: value for name in kept if (value := _value(name, sent[name]))}
    if len(fields) > MOST_FIELDS or len(json.dumps(fields)) > LONGEST:
        raise DraftTooLarge
    return fields


def _value(name: str, value: object) -> str | list[str]:
    if name in LISTS:
        if not isinstance(value, list):
            raise NotFields
        return [_words(item) for item in value]
    return _words(value)


def _words(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise NotFields
    return clean(str(value))


def _number(value: object) -> int:
    text = str(value)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
