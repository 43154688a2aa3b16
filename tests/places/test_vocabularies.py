"""What sheets choose from: words in both languages, there from the first day."""

import pytest
from flask import Flask
from sqlalchemy import update

from connect.database import atomic, utc_now
from connect.places.models import Term
from connect.places.vocabularies import VOCABULARIES, terms, vocabulary_names
from tests.support import apps


@pytest.mark.any_database
@pytest.mark.parametrize("vocabulary", VOCABULARIES)
def test_a_fresh_installation_has_terms_in_both_languages(app: Flask, vocabulary: str) -> None:
    with app.app_context():
        found = terms(vocabulary)
        assert len(found) >= 9
        assert [term.position for term in found] == list(range(1, len(found) + 1))
        assert all(term.name_fr and term.name_nl and term.name_en for term in found)


@pytest.mark.any_database
def test_each_test_begins_with_the_terms_of_a_fresh_installation(app: Flask) -> None:
    with app.app_context():
        first = vocabulary_names("fr")
        with atomic() as session:
            session.add(_term("zoo"))
            session.execute(update(Term).values(name_fr="Autre"))
        assert vocabulary_names("fr") != first
    apps.empty(app)
    with app.app_context():
        assert vocabulary_names("fr") == first


def test_a_retired_term_is_not_offered_and_still_named(app: Flask) -> None:
    with app.app_context():
        with atomic() as session:
            session.add(_term("zoo", retired_at=utc_now()))
        assert "zoo" not in [term.code for term in terms("service")]
        assert "zoo" in [term.code for term in terms("service", retired=True)]
        assert vocabulary_names("nl")["service", "zoo"] == "Dierentuin"


def test_a_term_without_an_english_name_has_the_french_one() -> None:
    assert [_term("zoo").name(locale) for locale in ("fr", "nl", "en", "de")] == [
        *("Parc animalier", "Dierentuin", "Parc animalier", "Parc animalier")
    ]


def _term(code: str, **values: object) -> Term:
    names = {"name_fr": "Parc animalier", "name_nl": "Dierentuin", "name_en": ""}
    return Term(vocabulary="service", code=code, position=99, **names, **values)
