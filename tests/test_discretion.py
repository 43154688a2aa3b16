"""What looks as if a text named a private person, and what does not."""

from time import perf_counter

import pytest

from benchmarks.discretion import scores
from connect.discretion import Sign, signs_in


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("Né le 12/03/1998, il vit seul.", "birth_date", "12/03/1998"),
        ("Hij is geboren op 4 mei 2001 in Gent.", "birth_date", "4 mei 2001"),
        ("Son numéro national est 85.07.30-033.28.", "national_number", "85.07.30-033.28"),
        ("Geboren na 2000: 03110210504", "national_number", "03110210504"),
        ("La voiture 1-ABC-234 stationne là.", "licence_plate", "1-ABC-234"),
        ("Nummerplaat BDF-216, oude reeks.", "licence_plate", "BDF-216"),
        ("Il habite rue de la Station 14.", "address", "rue de la Station 14"),
        ("Chez la voisine, 27, rue des Alliés.", "address", "27, rue des Alliés"),
        ("Hij woont in de Kerkstraat 14.", "address", "Kerkstraat 14"),
        ("Appelez-le au 0470 12 34 56.", "phone", "0470 12 34 56"),
        ("Gsm +32 (0)486 98 76 54.", "phone", "+32 (0)486 98 76 54"),
        ("Tel. 03 338 49 97", "phone", "03 338 49 97"),
    ],
)
def test_a_sign_is_found_with_its_words(text: str, kind: str, words: str) -> None:
    assert [(sign.kind, sign.words) for sign in signs_in(text)] == [(kind, words)]


@pytest.mark.parametrize(
    "text",
    [
        "Réunion le 12/03/2025 à 14 h, salle 3.",
        "La convention du 4 mai 2021 court jusqu’au 28/02/2026.",
        "Le numéro de dossier 85.07.30-033.29 est clos.",  # wrong check digits
        "Numéro d’entreprise BE 0403.170.701, compte BE68 5390 0754 7034.",
        "La ligne 0800 30 030 est gratuite, le 112 aussi.",
        "La rue compte 45 logements, la Kerkstraat 12 winkels.",
        "Avenue Louise, 18 % de plaintes en moins.",
        "Onderweg 3 keer gestopt; halverwege 2024 minder meldingen.",
    ],
)
def test_methods_are_no_signs(text: str) -> None:
    assert signs_in(text) == []


def test_each_is_told_once_and_a_national_number_is_no_telephone() -> None:
    text = "85.07.30-033.28 et encore 85.07.30-033.28, 0470 12 34 56"
    assert signs_in(text) == [
        Sign("national_number", "85.07.30-033.28"),
        Sign("phone", "0470 12 34 56"),
    ]


def test_most_of_the_labelled_set_is_found_and_little_else() -> None:
    *_, whole = scores()
    assert whole.right + whole.missed > 50
    assert whole.precision > 0.9
    assert whole.recall > 0.85


@pytest.mark.parametrize(
    "words", ["nummerplaa", "immatriculaa", "geboortea", "né ", "° 1", "0470123456 ", "1 rue A "]
)
def test_no_text_can_be_made_that_takes_long_to_look_at(words: str) -> None:
    text = (words * 20_000)[:20_000]
    begun = perf_counter()
    signs_in(text)
    assert perf_counter() - begun < 1
