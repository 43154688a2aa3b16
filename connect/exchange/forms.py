"""The form that a spreadsheet of strategies comes with."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import Field, TextAreaField, ValidationError

from connect import rich_text, spreadsheets
from connect.exchange.columns import headings
from connect.exchange.models import ImportLine
from connect.folding import fold
from connect.spreadsheets import Line, SpreadsheetRefused
from connect.web.forms import one_line

REASONS: dict[str, object] = {
    "a workbook": _("This workbook cannot be read. Save it as xlsx or CSV, or paste its cells."),
    "not text": _("This file cannot be read as a spreadsheet. Save it as CSV first."),
    "too large": _("This file is larger than 2 MB."),
    "too many lines": _("At most 5,000 strategies at a time, please: split the file."),
    "empty": _("There is no strategy in it."),
}


class ImportForm(FlaskForm):
    file = FileField(
        _("File"),
        description=_("Excel (xlsx) or CSV."),
        render_kw={"accept": ".csv,.txt,.xlsx,text/csv,text/plain"},
    )
    pasted = TextAreaField(
        _("Or paste the cells here"), description=_("The first line names the columns.")
    )

    lines: list[ImportLine]

    @property
    def file_name(self) -> str:
        return one_line(self.file.data.filename)[:120] if self.file.data else ""

    def validate_pasted(self, field: Field) -> None:
        """Leaves what was read in `lines`, and the text of a file in the field: a file that was
        chosen does not come back with the page."""
        data = self.file.data.read(spreadsheets.LARGEST + 1) if self.file.data else None
        data = (field.data or "").encode() if data is None else data
        try:
            self.lines = _by_column(spreadsheets.lines_of(data, tidy=rich_text.clean))
            field.data = spreadsheets.as_text(data)
        except SpreadsheetRefused as error:
            raise ValidationError(REASONS[error.refusal]) from None
        if not self.lines:
            raise ValidationError(REASONS["empty"])


def _by_column(lines: Sequence[Line]) -> list[ImportLine]:
    (_number, first), *rest = lines
    columns = [_column(heading) for heading in first]
    if "title" not in columns:
        raise ValidationError(_("No column is named “Title”."))
    return [
        (number, {name: cell for name, cell in zip(columns, cells, strict=False) if name and cell})
        for number, cells in rest
    ]


def _column(heading: str) -> str:
    """An export has numbers of its own in front; they are nobody's here."""
    if heading in ("", "id"):
        return ""
    if fold(heading) not in headings():
        raise ValidationError(_("We do not know the column “%(word)s”.") % {"word": heading[:80]})
    return headings()[fold(heading)]
