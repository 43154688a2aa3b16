"""Which organisations there are."""

from sqlalchemy import select

from connect.database import db
from connect.folding import fold
from connect.places.models import Organisation


def organisation_choices(locale: str) -> list[tuple[int, str]]:
    """For a select field: (id, name in the reader's language), in the order of the names."""
    found = [(o.id, o.name(locale)) for o in db.session.scalars(select(Organisation))]
    return sorted(found, key=lambda choice: fold(choice[1]))
