"""Two writers changed the same sheet: both are shown, field by field, and nothing is lost."""

from flask import request
from werkzeug.wrappers import Response

from connect.drafts.forms import fields_of_form
from connect.members.current import member
from connect.strategies import queries
from connect.strategies.forms import SheetForm
from connect.strategies.meeting import differences
from connect.strategies.models import Sheet, Strategy
from connect.web.answers import form_page


def with_what_stands(form: SheetForm, strategy: Strategy) -> Sheet:
    """What was typed, but for the fields for which the other's words were chosen."""
    picked_for_all = request.form.get("pick")
    told = form.told
    for name in told:
        if (picked_for_all or request.form.get(f"pick-{name}")) == "theirs":
            told[name] = strategy.sheet[name]
    return told


def both_pages(form: SheetForm, told: Sheet, current: Strategy) -> Response:
    fields = fields_of_form(request.form)
    fields["files"] = _files_of_both(form, current)
    return form_page(
        "strategies/conflict.html",
        form,
        status=409,
        strategy=current,
        differences=differences(member(), told, current, form.version.data),
        fields={name: words for name, words in fields.items() if not name.startswith("pick")},
    )


def _files_of_both(form: SheetForm, current: Strategy) -> list[str]:
    """Those of the form, and what came to the sheet since the form was opened."""
    begun = queries.begun_version(current, form.version.data)
    known = {*form.files.data, *(file["key"] for file in begun.files)} if begun else set()
    return [*form.files.data, *(key for key in current.file_keys if key not in known)]
