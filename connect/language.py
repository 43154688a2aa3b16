"""In which language a text is written, found offline."""

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

LANGUAGES = ("fr", "nl", "de", "en")
MIN_LETTERS = 12
MIN_CONFIDENCE = 0.8
ENOUGH = 4_000
NOT_WORDS = re.compile(r"\S+://\S+|\S+@\S+|@\w+|/comments/\d+|[\d_]+")
LETTER = re.compile(r"[^\W\d_]")


def detect(text: str, hint: str) -> str:
    """One of LANGUAGES; `hint`, the author's own language, when the text is too short to tell."""
    words = NOT_WORDS.sub(" ", text[:ENOUGH])
    if len(LETTER.findall(words)) < MIN_LETTERS:
        return hint
    language, confidence = _identifier().classify(words)
    return str(language) if confidence >= MIN_CONFIDENCE else hint


@cache
def _identifier() -> "LanguageIdentifier":
    # Imported on first use: numpy and the model take almost a second and 120 MB.
    from py3langid.langid import LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file("data/model.npz.xz", norm_probs=True)
    identifier.set_languages(LANGUAGES)
    return identifier
