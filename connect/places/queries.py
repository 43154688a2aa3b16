"""Which organisations there are, and a term of a vocabulary."""

from sqlalchemy import select

from connect.database import db
from connect.folding import fold
from connect.places.models import Organisation, Term


def organisation_choices(locale: str) -> list[tuple[int, str]]:
    """For a select field: (id, name in the reader's language), in the order of the names."""
    found = [(o.id, o.name(locale)) for o in db.session.scalars(select(Organisation))]
    return sorted(found, key=lambda choice: fold(choice[1]))


def reach_term(term_id: int) -> Term | None:
    """For organisers alone."""
    return db.session.get(Term, term_id)
