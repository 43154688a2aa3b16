"""Which characters a text may hold: composed, visible, and never able to reorder the page."""

import re
import unicodedata

LINE_BREAKS = re.compile(r"\r\n|[\r\v\f\x85\u2028\u2029]")
# Controls, lone surrogates, zero-width spaces, direction marks and overrides, tag characters:
# left in, they hide words from moderators or turn the rest of a line around.
UNWANTED = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e"
    r"\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    r"\U000e0000-\U000e007f]"
)
# Joiners belong inside emoji and some scripts; beside a Latin letter they only disguise a word.
STRAY_JOINERS = re.compile(r"(?<![^\x00-\u036f])[\u200c\u200d]+|[\u200c\u200d]+(?![^\x00-\u036f])")

# Composing sorts the marks on a letter, which takes the square of their number. No language puts
# as many on one (Unicode's stream-safe text); only such runs are looked at one by one.
MOST_MARKS = 30
LONG_RUNS = re.compile(r"[^\w\s\x00-\u02ff]{31,}")


def one_line(text: str) -> str:
    """A name or a title: no line break, at which a mail's header would end."""
    return " ".join(clean(text).split())


def clean(text: str) -> str:
    text = UNWANTED.sub("", LINE_BREAKS.sub("\n", text))
    return _composed(STRAY_JOINERS.sub("", _composed(text)))


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", LONG_RUNS.sub(_with_few_marks, text))


def _with_few_marks(run: re.Match[str]) -> str:
    kept, marks = [], 0
    for character in run[0]:
        marks = marks + 1 if unicodedata.category(character).startswith("M") else 0
        if marks <= MOST_MARKS:
            kept.append(character)
    return "".join(kept)
