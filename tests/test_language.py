"""The language of short, realistic texts, found offline."""

import pytest

from connect.language import detect

SENTENCES = [
    ("fr", "Merci pour ce partage, c'est très utile."),
    ("fr", "Qui pilote chez vous ?"),
    ("fr", "Nous avons le même problème à Mechelen."),
    ("fr", "D'accord avec Amina."),
    ("fr", "Quel budget pour les gardiens de la paix ?"),
    ("nl", "Bedankt voor het delen, heel nuttig."),
    ("nl", "Wie trekt dit bij jullie?"),
    ("nl", "Wij hebben hetzelfde probleem in Mons."),
    ("nl", "Dag iedereen, welkom"),
    ("nl", "Welk budget voor de gemeenschapswachten?"),
    ("de", "Vielen Dank für den Beitrag."),
    ("de", "Wir haben in Eupen das gleiche Problem."),
    ("de", "Gute Idee, ich melde mich."),
    ("en", "Thanks for sharing, very useful."),
    ("en", "We have the same problem in Ghent."),
    ("en", "Who leads this in your city?"),
]


@pytest.mark.parametrize(("language", "sentence"), SENTENCES)
@pytest.mark.parametrize("hint", ["fr", "nl"])
def test_a_sentence_says_its_language(language: str, sentence: str, hint: str) -> None:
    assert detect(sentence, hint) == language


@pytest.mark.parametrize(
    "text",
    ["", "ok", "Merci", "👍👍", "PSSP 2020-2024", "https://www.besafe.be/fr/themes/incivilites"],
)
@pytest.mark.parametrize("hint", ["fr", "nl"])
def test_too_short_a_text_is_in_its_author_s_language(text: str, hint: str) -> None:
    assert detect(text, hint) == hint


def test_an_undecided_text_is_in_its_author_s_language() -> None:
    assert detect("Sint-Jans-Molenbeek, Anderlecht", "fr") == "fr"
    assert detect("Sint-Jans-Molenbeek, Anderlecht", "nl") == "nl"
