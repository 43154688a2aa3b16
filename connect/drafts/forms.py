"""The fields of a form that somebody has not sent yet, whichever form it is; and a time to
send it at."""

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from flask import request
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import DateTimeLocalField, Field, HiddenField
from wtforms.validators import InputRequired, ValidationError

from connect.database import utc_now
from connect.drafts.errors import DraftTooLarge, NotFields
from connect.drafts.models import Fields
from connect.rich_text import clean
from connect.web.addresses import number_in
from connect.web.helpers import BRUSSELS, on_belgian_clocks

NAME = re.compile(r"[a-z][a-z_]{0,29}(-\d{1,2}-[a-z_]{1,20})?", re.ASCII)
"""Of a field: "problem", or a cell of its rows: "actions-3-who"."""
# Of the request, not of the text.
NOT_KEPT = {"csrf_token", "draft_version", "place", "kept", "post_at", "seen", "then"} | {
    "attachments",
    "removed_files",
}
LISTS = {"axis", "files", "funding", "municipalities", "target_groups", "themes"}
"""The fields that are sent once for each of their values."""
MOST_VALUES = 50
MOST_FIELDS = 250
"""A whole sheet with all its rows."""
LONGEST = 200_000
"""Far more than may be published: a text that is too long is shortened, not lost."""
LONGEST_WAIT = timedelta(days=366)


class DraftedForm(FlaskForm):
    """A form whose text is kept as a draft while it is written."""

    draft_version = HiddenField(default="0")


class ScheduleForm(FlaskForm):
    """When to publish, on the clocks of Belgium."""

    post_at = DateTimeLocalField(
        _("Day and time"),
        [InputRequired(_("Choose a day and a time."))],
        format=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"],
        description=_("In Belgian time."),
    )

    @property
    def moment(self) -> datetime:
        return on_belgian_clocks(self.post_at.data).astimezone(UTC)

    def validate_post_at(self, field: Field) -> None:
        now = utc_now().astimezone(BRUSSELS).replace(tzinfo=None)
        if field.data is not None and not now < field.data < now + LONGEST_WAIT:
            raise ValidationError(_("Choose a time that is still to come, within a year."))


def sent_draft() -> tuple[Fields, int]:
    """What this request asks to keep, and the version it began from (0: none)."""
    if not request.is_json:
        return fields_of_form(request.form), number_in(request.form.get("draft_version")) or 0
    sent = request.get_json(silent=True)
    if not isinstance(sent, dict) or not isinstance(sent.get("fields"), dict):
        raise NotFields
    return tidy(sent["fields"]), number_in(sent.get("version")) or 0


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
        if len(value) > MOST_VALUES:
            raise DraftTooLarge
        return [words for item in value if (words := _words(item))]
    return _words(value)


def _words(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise NotFields
    return clean(str(value))
