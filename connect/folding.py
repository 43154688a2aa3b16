"""Names and words as look-ups compare them: without case, accents and invisible characters."""

import re
import unicodedata

APOSTROPHES = str.maketrans("’‘ʼ´`", "'''''")


def fold(text: str) -> str:
    """`fold(" Chloé  D'HONDT ") == "chloe d'hondt"`, whichever apostrophe was typed."""
    decomposed = unicodedata.normalize("NFKD", text.translate(APOSTROPHES).casefold())
    kept = "".join(
        c
        for c in decomposed
        if unicodedata.category(c) not in {"Mn", "Cf", "Cc", "Cs"} or c in "\t\n\r"
    )
    return re.sub(r"\s+", " ", kept).strip()
