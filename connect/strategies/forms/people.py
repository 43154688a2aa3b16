"""The field in which municipalities are named, several of them."""

from typing import Any

from flask_babel import gettext as _
from wtforms import Field

from connect.places import municipalities
from connect.places.forms import resolved
from connect.web.languages import current_locale

LONGEST_NAME = 254


class MunicipalitiesField(Field):
    """Each municipality in an input of its own, as a name or a postal code. `data` are REFNIS
    codes, `typed` what stands in the inputs."""

    def __init__(self, label: object, *, most: int, **details: Any) -> None:
        super().__init__(label, **details)
        self.most = most
        self.typed: list[str] = []

    def process_data(self, value: Any) -> None:
        self.data = list(value or ())
        self.typed = [municipalities.get(code).name(current_locale()) for code in self.data]

    def process_formdata(self, valuelist: list[str]) -> None:
        self.typed = [typed.strip()[:LONGEST_NAME] for typed in valuelist if typed.strip()]
        self.data = list(dict.fromkeys(map(resolved, self.typed)))
        if len(self.data) > self.most:
            raise ValueError(_("At most %(max)d municipalities, please.", max=self.most))

    @property
    def shown(self) -> list[str]:
        """What stands in the inputs, and a free one while there may be more."""
        return [*self.typed, ""] if len(self.typed) < self.most else self.typed
