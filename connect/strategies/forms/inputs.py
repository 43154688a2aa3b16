"""Fields for the shapes of a sheet that take one or a few words; what was typed stays in them."""

import re
from datetime import date
from typing import Any, ClassVar

from flask_babel import gettext as _
from wtforms import Field, Form, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import StopValidation, ValidationError
from wtforms.widgets import CheckboxInput

from connect import rich_text
from connect.rich_text import one_line

YEARS = range(1950, 2101)
MONTH = re.compile(
    r"(?P<year>\d{4})-(?P<month>\d{1,2})(-\d{1,2})?|(?P<m>\d{1,2})[/.-](?P<y>\d{4})", re.ASCII
)
NUMBER = re.compile(r"\d{1,4}([.,]\d{1,2})?", re.ASCII)
LONGEST_INPUT = 20_000
"""Room for what is too long, so that it can be said; more is not looked at."""


class Needed:
    """Something has to be filled in; what was typed and not understood is told instead."""

    field_flags: ClassVar[dict[str, bool]] = {"required": True}

    def __init__(self, message: object) -> None:
        self.message = message

    def __call__(self, _form: Form, field: Field) -> None:
        if not field.data and not field.process_errors:
            raise StopValidation(self.message)


class ProseField(TextAreaField):
    """A text with its shape, but without pictures and names of members."""

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = valuelist[0] if valuelist else ""

    def pre_validate(self, form: Form) -> None:
        try:
            rich_text.render(self.data)
        except rich_text.TextEmpty:
            return
        except rich_text.TextTooLong:
            raise ValidationError(_("This text cannot be kept: please make it simpler.")) from None


class LinesField(TextAreaField):
    """`data` is a list: each line says one thing."""

    def __init__(self, label: object, *, most: int, longest: int, **details: Any) -> None:
        super().__init__(label, default=list, **details)
        self.most, self.longest = most, longest

    def process_formdata(self, valuelist: list[str]) -> None:
        if not valuelist:
            return
        lines = map(one_line, valuelist[0][:LONGEST_INPUT].splitlines())
        self.data = [line for line in lines if line]
        if len(self.data) > self.most:
            raise ValueError(_("At most %(max)d lines, please.", max=self.most))
        if any(len(line) > self.longest for line in self.data):
            raise ValueError(_("At most %(max)d characters on a line, please.", max=self.longest))

    def _value(self) -> str:
        return str(self.raw_data[0]) if self.raw_data else "\n".join(self.data or [])


class PickField(SelectField):
    """One code of a list, or none."""

    def pre_validate(self, form: Form) -> None:
        if self.data and self.data not in [choice.value for choice in self.choices or ()]:
            raise ValidationError(_("Choose one of the list."))

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = valuelist[0] if valuelist else ""


class PickManyField(SelectMultipleField):
    """Some codes of a list, as boxes to tick."""

    option_widget = CheckboxInput()

    def __init__(self, label: object, *, most: int = 0, **details: Any) -> None:
        super().__init__(label, default=list, **details)
        self.most = most

    def pre_validate(self, form: Form) -> None:
        offered = [choice.value for choice in self.choices or ()]
        if any(code not in offered for code in self.data or ()):
            raise ValidationError(_("Choose from the list."))
        if self.most and len(self.data or ()) > self.most:
            raise ValidationError(_("At most %(max)d, please.", max=self.most))


class MonthField(StringField):
    """`data` is "2024-03", or ""; "03/2024" and a day of that month are understood too."""

    def process_formdata(self, valuelist: list[str]) -> None:
        typed = valuelist[0].strip() if valuelist else ""
        self.data = month_in(typed) if typed else ""

    def _value(self) -> str:
        return str(self.raw_data[0]) if self.raw_data else str(self.data or "")


class EndField(MonthField):
    """A month, or "permanent": a box of its own beside it, named `<name>_permanent`."""

    process_errors: list[str]

    def process(self, formdata: Any, *values: Any, **options: Any) -> None:
        super().process(formdata, *values, **options)
        if formdata is not None and formdata.get(self.box):
            self.data, self.process_errors = "permanent", []

    @property
    def box(self) -> str:
        return f"{self.name}_permanent"

    @property
    def is_permanent(self) -> bool:
        return bool(self.data == "permanent")

    def _value(self) -> str:
        return "" if self.data == "permanent" and not self.raw_data else super()._value()


class DayField(StringField):
    """`data` is "2027-05-31", or ""."""

    def process_formdata(self, valuelist: list[str]) -> None:
        typed = valuelist[0].strip() if valuelist else ""
        self.data = day_in(typed) if typed else ""

    def _value(self) -> str:
        return str(self.raw_data[0]) if self.raw_data else str(self.data or "")


class NumberField(StringField):
    """`data` is decimal digits, or ""; a comma is understood as the point it is."""

    def process_formdata(self, valuelist: list[str]) -> None:
        typed = valuelist[0].strip() if valuelist else ""
        if typed and not NUMBER.fullmatch(typed):
            self.data = ""
            raise ValueError(_("Write a number, for example 1.5."))
        self.data = typed.replace(",", ".")

    def _value(self) -> str:
        return str(self.raw_data[0]) if self.raw_data else str(self.data or "")


def month_in(typed: str) -> str:
    """Raises ValueError in the member's words."""
    match = MONTH.fullmatch(typed)
    if match:
        year = int(match["year"] or match["y"])
        month = int(match["month"] or match["m"])
        if year in YEARS and 1 <= month <= 12:
            return f"{year}-{month:02}"
    raise ValueError(_("Write a month and a year, for example 03/2024."))


def day_in(typed: str) -> str:
    """Likewise."""
    try:
        day = date.fromisoformat(typed)
        if day.year in YEARS:
            return day.isoformat()
    except ValueError:
        pass
    raise ValueError(_("Write a day, for example 2027-05-31."))


def refuse(field: Field, message: str) -> None:
    """Add to what is wrong with a field that was validated."""
    field.errors = [*field.errors, message]
