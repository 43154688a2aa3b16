"""The field in which a member is named."""

from typing import Any

from flask_babel import gettext as _
from wtforms import StringField

from connect.database import db
from connect.members.models import Member
from connect.members.naming import members_meant
from connect.web.addresses import number_in

LONGEST_NAME = 254


class MemberField(StringField):
    """A member by name or address; who was chosen among those of one name stands in a hidden
    input, `<name>_id`. `data` is their id, or None."""

    number: int | None = None

    def process(self, formdata: Any, *values: Any, **options: Any) -> None:
        self.number = number_in(formdata.get(f"{self.name}_id")) if formdata else None
        super().process(formdata, *values, **options)
        self.number = self.number or self.data

    def process_formdata(self, valuelist: list[str]) -> None:
        typed = valuelist[0].strip()[:LONGEST_NAME] if valuelist else ""
        self.data: int | None = self._meant(typed) if typed else None

    def _meant(self, typed: str) -> int:
        meant = members_meant(typed, self.number)
        if len(meant) > 1:
            raise ValueError(_("Several members have this name: fill in the e-mail address."))
        if not meant:
            raise ValueError(_("We found no member with this name or address."))
        return meant[0].id

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        member = db.session.get(Member, self.data) if self.data else None
        return member.name if member else ""
