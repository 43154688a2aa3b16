"""Numbers in addresses: as large as a database can hold, so that none is an error 500."""

from flask import Flask, request
from werkzeug.routing import IntegerConverter, ValidationError

LARGEST_ID = 2**63 - 1


class IdConverter(IntegerConverter):
    """`<id:thread_id>`: a positive number a row can have; anything else is 404."""

    regex = r"[1-9]\d{0,18}"

    def to_python(self, value: str) -> int:
        number = int(value)
        if number > LARGEST_ID:
            raise ValidationError
        return number


def asked_id(name: str) -> int | None:
    """A row's number in the query (`?after=12`), or None when there is none that could exist."""
    number = request.args.get(name, type=int)
    return number if number is not None and 0 < number <= LARGEST_ID else None


def install(app: Flask) -> None:
    app.url_map.converters["id"] = IdConverter
