"""What members fill in about strategies, checked before an action sees it."""

from connect.strategies.forms.sheets import (
    SheetForm,
    StartForm,
    begun_sheet,
    sheet_form,
    start_form,
)

__all__ = ["SheetForm", "StartForm", "begun_sheet", "sheet_form", "start_form"]
