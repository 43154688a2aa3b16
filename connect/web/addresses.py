"""What requests may say to a database: no number larger than it holds, no character it refuses."""

from flask import Flask, abort, request
from werkzeug.routing import IntegerConverter, ValidationError

LARGEST_ID = 2**63 - 1
NUL = "\0"  # PostgreSQL stores none, and nobody types one


class IdConverter(IntegerConverter):
    """`<id:thread_id>`: a positive number a row can have; anything else is 404."""

    regex = r"[1-9]\d{0,18}"

    def to_python(self, value: str) -> int:
        number = int(value)
        if number > LARGEST_ID:
            raise ValidationError
        return number


def number_in(text: object) -> int | None:
    """What a field or a query says in digits, if a row can hold it."""
    digits = str(text)
    if not (digits.isascii() and digits.isdigit() and len(digits) <= len(str(LARGEST_ID))):
        return None
    return int(digits) if int(digits) <= LARGEST_ID else None


def asked_id(name: str) -> int | None:
    """A row's number in the query (`?after=12`), or None when there is none that could exist."""
    return number_in(request.args.get(name)) or None


def install(app: Flask) -> None:
    app.url_map.converters["id"] = IdConverter
    app.before_request(_refuse_nul)


def _refuse_nul() -> None:
    fields = [*request.args.listvalues(), *request.form.listvalues()]
    if NUL in request.path or any(NUL in value for values in fields for value in values):
        abort(400)
