"""What members can help with or look for, as it is typed: a few words on each line."""

import re
from typing import Any

from flask_babel import gettext as _
from wtforms import TextAreaField

from connect.folding import fold
from connect.members.models import LONGEST_TOPIC
from connect.rich_text import one_line

MOST_TOPICS = 8
SEPARATOR = re.compile(r"[\n\r,;]+")
LONGEST_LIST = 4_000
"""Room for what is too long, so that it can be said; more is not looked at."""


class TopicsField(TextAreaField):
    """`data` is a list. Commas separate as well as lines do; what was typed stays in the field,
    which a script shows as small labels, one for each topic."""

    def __init__(self, label: object, **details: Any) -> None:
        super().__init__(label, default=list, **details)

    def process_formdata(self, valuelist: list[str]) -> None:
        if not valuelist:
            return
        self.data = topics_in(valuelist[0])
        if len(self.data) > MOST_TOPICS:
            raise ValueError(_("At most %(max)d, please.", max=MOST_TOPICS))
        long = next((topic for topic in self.data if len(topic) > LONGEST_TOPIC), None)
        if long:
            shown = f"{long[:LONGEST_TOPIC]}…"
            raise ValueError(
                _("“%(topic)s” is longer than %(max)d characters.", topic=shown, max=LONGEST_TOPIC)
            )

    def _value(self) -> str:
        return str(self.raw_data[0]) if self.raw_data else "\n".join(self.data or [])


def topics_in(typed: str) -> list[str]:
    """Each once, however it was spelled the second time."""
    found: dict[str, str] = {}
    for part in SEPARATOR.split(typed[:LONGEST_LIST]):
        if topic := one_line(part):
            found.setdefault(fold(topic), topic)
    return list(found.values())
