"""The vocabularies that sheets choose from. Organisers edit their terms."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask_babel import lazy_gettext as _
from sqlalchemy import select

from connect.database import db
from connect.folding import fold
from connect.places.models import Term

LONGEST_CODE = 40
VOCABULARIES: Mapping[str, str] = {
    "government_level": _("Levels of government"),
    "service": _("Services and partners"),
    "target_group": _("Target groups"),
    "funding": _("Sources of funding"),
}


def terms(vocabulary: str, *, retired: bool = False) -> Sequence[Term]:
    """Those on offer, in the organisers' order; with `retired`, those of the past too."""
    return terms_by_vocabulary(retired=retired).get(vocabulary, [])


def terms_by_vocabulary(*, retired: bool = False) -> Mapping[str, Sequence[Term]]:
    """`terms` of all vocabularies, in one query."""
    asked = select(Term).order_by(Term.position, Term.id)
    found = db.session.scalars(asked if retired else asked.where(Term.retired_at.is_(None)))
    by_vocabulary: dict[str, list[Term]] = {vocabulary: [] for vocabulary in VOCABULARIES}
    for term in found:
        by_vocabulary[term.vocabulary].append(term)
    return by_vocabulary


def vocabulary_names(locale: str) -> dict[tuple[str, str], str]:
    """What sheets may hold, by vocabulary and code, retired terms included, in one query."""
    return {
        (term.vocabulary, term.code): term.name(locale)
        for found in terms_by_vocabulary(retired=True).values()
        for term in found
    }


@dataclass(frozen=True)
class Names:
    """What a term is called; the English name may be missing."""

    name_fr: str
    name_nl: str
    name_en: str = ""


def code_for(name: str) -> str:
    """ "Maison de justice" becomes "maison_de_justice"; "" when no letter of ours is in it."""
    return re.sub(r"[^a-z0-9]+", "_", fold(name)).strip("_")[:LONGEST_CODE].rstrip("_")
