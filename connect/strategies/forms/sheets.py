"""The form of a sheet, made from its table of fields, and the short one that starts it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from flask_wtf.form import _Auto
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, Field, IntegerField, RadioField, SelectField, StringField
from wtforms.validators import InputRequired, ValidationError

from connect import rich_text
from connect.drafts.forms import DraftedForm
from connect.drafts.models import Draft
from connect.members.choosing import MemberField
from connect.members.models import Member
from connect.places.models import Term
from connect.places.vocabularies import terms_by_vocabulary
from connect.strategies.fields import BY_NAME, CHOICES, COLUMNS, FIELDS, SheetField
from connect.strategies.forms.inputs import (
    DayField,
    EndField,
    LinesField,
    MonthField,
    Needed,
    NumberField,
    PickField,
    PickManyField,
    ProseField,
)
from connect.strategies.forms.people import MunicipalitiesField
from connect.strategies.models import Sheet, Strategy
from connect.strategies.words import HINTS
from connect.themes.models import Theme
from connect.themes.queries import visible_themes
from connect.uploads.forms import AttachmentsMixin
from connect.web.addresses import number_in
from connect.web.forms import ShortToRead, WritingForm, at_most, one_line, options
from connect.web.languages import OWN_NAMES, current_locale
from connect.web.rows import RowsField

NOT_SAID = _("Not said yet")
NEEDED = {
    "title": _("Give it a title."),
    "municipalities": _("Name the municipality behind it."),
    "themes": _("Choose at least one theme."),
    "visibility": _("Choose who can read it."),
}


def _input(field: SheetField) -> Field:
    """The unbound field of a form for a field of a sheet."""
    return BUILDERS[field.shape](
        field, label=field.label, description=HINTS.get(field.name, ""), **_needed(field)
    )


def _needed(field: SheetField) -> dict[str, Any]:
    if field.name not in NEEDED:
        return {}
    return {"validators": [Needed(NEEDED[field.name])]}


def _line(field: SheetField, *, validators: Sequence[Any] = (), **said: Any) -> Field:
    return StringField(filters=[one_line], validators=[*validators, at_most(field.longest)], **said)


def _choice(field: SheetField, **said: Any) -> Field:
    offered = CHOICES[field.name].items()
    if field.need == "short":
        return RadioField(choices=options(offered), **said)
    return PickField(choices=options([("", NOT_SAID), *offered]), **said)


BUILDERS: Mapping[str, Callable[..., Field]] = {
    "line": _line,
    "text": lambda f, **said: ProseField(validators=[ShortToRead(f.longest)], **said),
    "lines": lambda f, **said: LinesField(most=f.most, longest=f.longest, **said),
    "choice": _choice,
    "choices": lambda f, **said: PickManyField(choices=options(CHOICES[f.name].items()), **said),
    "term": lambda f, **said: PickField(**said),
    "terms": lambda f, **said: PickManyField(**said),
    "rows": lambda f, **said: RowsField(
        columns=COLUMNS[f.name], most=f.most, longest=f.longest, **said
    ),
    "municipalities": lambda f, **said: MunicipalitiesField(most=f.most, **said),
    "themes": lambda f, **said: PickManyField(most=f.most, coerce=int, **said),
    "member": lambda f, **said: MemberField(**said),
    "month": lambda f, **said: MonthField(**said),
    "end": lambda f, **said: EndField(**said),
    "day": lambda f, **said: DayField(**said),
    "number": lambda f, **said: NumberField(**said),
    "tick": lambda f, **said: BooleanField(**said),
}


class SheetForm(DraftedForm, AttachmentsMixin):
    """The whole sheet: a field for each of `FIELDS`, under its name."""

    version = IntegerField(validators=[InputRequired(_("This form is damaged. Reload the page."))])
    lang = SelectField(_("Language of this text"), choices=options(OWN_NAMES.items()))

    @property
    def told(self) -> Sheet:
        return {field.name: self[field.name].data for field in FIELDS}

    def reshape(self, asked: str) -> None:
        """As a button of a row asks: "actions:more", "actions:up:2"."""
        name, _colon, change = asked.partition(":")
        change, _colon, row = change.partition(":")
        if isinstance(field := self._fields.get(name), RowsField):
            field.reshape(change, number_in(row) or 0)

    def part_of(self, asked: str) -> str:
        """Where the field stands that a button of a row is about."""
        field = BY_NAME.get(asked.partition(":")[0])
        return field.part if field else ""

    def validate_end(self, field: Field) -> None:
        start = self["start"].data
        if start and field.data and field.data != "permanent" and field.data < start:
            raise ValidationError(_("It cannot end before it began."))


class StartForm(WritingForm):
    """What a first draft needs."""

    @property
    def told(self) -> Sheet:
        return {field.name: self[field.name].data for field in FIELDS if field.need == "short"}


for _field in FIELDS:
    setattr(SheetForm, _field.name, _input(_field))
    if _field.need == "short":
        setattr(StartForm, _field.name, _input(_field))


def start_form(member: Member) -> StartForm:
    mine = [member.municipality] if member.municipality else []
    form = StartForm(data={"municipalities": mine, "visibility": "members"})
    _offer_themes(form, member)
    return form


def sheet_form(member: Member, strategy: Strategy, formdata: Any = _Auto, **data: Any) -> SheetForm:
    """With what can be chosen now, and what the sheet holds of what could be once."""
    form = SheetForm(formdata=formdata, **data)
    _offer_themes(form, member, strategy.theme_ids)
    terms = terms_by_vocabulary(retired=True)
    for field in FIELDS:
        if field.vocabulary:
            _offer_terms(form[field.name], field, terms[field.vocabulary], strategy.sheet)
    return form


def begun_sheet(member: Member, strategy: Strategy, draft: Draft | None) -> SheetForm:
    """The form as the member left it, else with what the sheet says."""
    if draft is not None:
        form = sheet_form(member, strategy, formdata=MultiDict(draft.fields))
        form.draft_version.data = str(draft.version)
    else:
        said = {"files": strategy.file_keys, "version": strategy.version, "lang": strategy.lang}
        form = sheet_form(member, strategy, formdata=None, data=_editable(strategy.sheet) | said)
    if form.files.data:
        form.take_files(member, strategy.subject)
    return form


def _editable(sheet: Sheet) -> Sheet:
    texts = {field.name for field in FIELDS if field.shape == "text"}
    return {
        name: rich_text.as_editable(value) if name in texts and value else value
        for name, value in sheet.items()
    }


def _offer_themes(form: FlaskForm, member: Member, chosen: Sequence[int] = ()) -> None:
    """What is kept to a circle is no place for a sheet."""
    offered: list[Theme] = [
        theme for theme in visible_themes(member) if theme.access != "circle" or theme.id in chosen
    ]
    form["themes"].choices = options((theme.id, theme.name(current_locale())) for theme in offered)


def _offer_terms(field: Any, of: SheetField, terms: Sequence[Term], sheet: Sheet) -> None:
    held = _codes_in(sheet.get(of.name))
    offered = [
        (term.code, term.name(current_locale()))
        for term in terms
        if term.retired_at is None or term.code in held
    ]
    if of.shape == "rows":
        field.offered = {"level": offered}
    elif of.shape == "term":
        field.choices = options([("", NOT_SAID), *offered])
    else:
        field.choices = options(offered)


def _codes_in(value: Any) -> set[str]:
    if isinstance(value, str):
        return {value}
    return {row.get("level", "") if isinstance(row, dict) else row for row in value or ()}
