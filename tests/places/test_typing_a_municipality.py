"""The municipality field resolves on the server what people type, and keeps it when it cannot."""

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict
from wtforms import Form
from wtforms.validators import InputRequired, Optional

from connect.places.forms import MunicipalityField


class PlaceForm(Form):
    place = MunicipalityField("Municipality", [Optional()])
    home = MunicipalityField("Home", [InputRequired()])


def filled(app: Flask, **typed: str) -> tuple[PlaceForm, bool]:
    with app.test_request_context("/?lang=fr"):
        form = PlaceForm(MultiDict({"home": "Mons", **typed}))
        return form, form.validate()


@pytest.mark.parametrize("typed", ["Malines", "mechelen ", "2800"])
def test_a_name_or_postal_code_becomes_a_code(app: Flask, typed: str) -> None:
    form, valid = filled(app, place=typed)
    assert valid
    assert form.place.data == "12025"


def test_an_unknown_name_is_told_and_kept(app: Flask) -> None:
    form, valid = filled(app, place="Atlantis <b>")
    assert not valid
    assert "Atlantis <b>" in str(form.place.errors[0])
    assert form.place._value() == "Atlantis <b>"


def test_an_ambiguous_name_lists_the_choices(app: Flask) -> None:
    form, valid = filled(app, place="1040")
    assert not valid
    assert "Bruxelles" in str(form.place.errors[0])
    assert "Etterbeek" in str(form.place.errors[0])


def test_nothing_typed_is_nothing(app: Flask) -> None:
    form, valid = filled(app, place="  ")
    assert valid
    assert form.place.data is None


def test_a_stored_code_is_shown_as_a_name(app: Flask) -> None:
    with app.test_request_context("/?lang=nl"):
        assert PlaceForm(data={"place": "53053"}).place._value() == "Bergen"


def test_suggestions_are_in_the_reader_s_language(app: Flask) -> None:
    answer = app.test_client().get("/places/municipalities?q=malin&lang=fr")
    assert answer.json == [{"refnis": "12025", "name": "Malines", "province": "Province d’Anvers"}]
