"""Where all addresses of exchange hang."""

from flask import Blueprint, request

blueprint = Blueprint("exchange", __name__)

LARGEST_IMPORT = 8 * 1024 * 1024
"""More than the largest spreadsheet: a larger one is a field's error, and the rest is kept."""


@blueprint.url_value_preprocessor
def allow_a_spreadsheet(endpoint: str | None, _values: object) -> None:
    """Here and not in the view: CSRF protection reads the form before it."""
    if endpoint == "exchange.create_import":
        request.max_content_length = request.max_form_memory_size = LARGEST_IMPORT
