"""Signs that a text names a private person: methods yes, cases no.

A sign is a shape (a birth date, a national number, a plate, a house, a telephone), never a
judgement: who writes is reminded of the rule and decides. `benchmarks/discretion.json` is the
labelled set that `bin/bench` measures it on.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

SignKind = Literal["birth_date", "national_number", "licence_plate", "address", "phone"]


@dataclass(frozen=True)
class Sign:
    """`words` are those of the text."""

    kind: SignKind
    words: str


MONTH = (
    r"(?:jan(?:vier|uari)?|f[ée]v(?:rier)?|feb(?:ruari)?|mars|maart|avr(?:il)?|april?|mai|mei|jui?n|juni"
    r"|juil(?:let)?|juli|ao[uû]t|augustus|sept?(?:embre|ember)?|o[ck]t(?:obre|ober)?"
    r"|nov(?:embre|ember)?|d[ée]c(?:embre|ember)?)\.?"
)
DAY = (
    rf"(?:\d{{1,2}}(?:er)?\s+{MONTH}\s+(?:19|20)\d\d"
    r"|\d{1,2}\s?[/.\-]\s?\d{1,2}\s?[/.\-]\s?(?:\d{4}|\d\d)\b)"
)
BIRTH = (
    r"(?:\bn[ée]+e?s?\b|\bnaissance\b|°"
    r"|\bgeboren\b|\bgeboorte\w{0,24}\b|\bgeb\.|\bverjaart\b|\bgeburtsdatum\b)"
)
BIRTH_DATE = re.compile(rf"{BIRTH}[^.!?\n\d]{{0,30}}?(?P<words>{DAY})", re.IGNORECASE)

NATIONAL_NUMBER = re.compile(
    r"(?<![\d.+/-])(?P<words>\d\d[. ]?\d\d[. ]?\d\d[-. ]?\d{3}[-. ]?\d\d)(?![\d/]|[.-]\d)"
)

LICENCE_PLATE = re.compile(r"(?<![\w-])(?P<words>[1-9][- ]?[A-Z]{3}[- ]?\d{3})(?![\w-])")
OLD_PLATE = re.compile(
    r"(?:\bplaques?\b|\bimmatricul\w{1,12}\b|nummerpla\w{1,12}\b|\bkenteken\w{0,12}\b)[^.!?\n]{0,40}?"
    r"(?P<words>(?<!\w)(?-i:[A-Z]{3}[- ]?\d{3}|\d{3}[- ]?[A-Z]{3})(?!\w))",
    re.IGNORECASE,
)

# Bounded, so that no text can be made that takes long to look at.
NAME = r"(?:[dlDL]['’])?[A-ZÀ-Ü][\w'’]{0,24}"
SMALL = r"(?:(?:de la|de l['’]|de|du|des|d['’]|la|le|les|aux?|en)\s?)"
HOUSE = r"(?:n[°o]\s?)?(?!(?:19|20)\d\d\b)\d{1,4}(?:\s?(?!(?i:a|à)\s)[a-zA-Z]\b)?"
# Not "12 logements", "3 woningen" or "30 %": a number of things, which are many.
ENDS = (
    r"(?!\d|[.,]\d|\s*[%€]|\s+(?!bus\b|is\b|en\b|dans\b|sans\b|sous\b|chez\b|depuis\b|vers\b|tegen\b)"
    r"[a-zà-ü-]{1,30}(?:s|x|en)\b)"
)
STREET = (
    r"(?:rue|avenue|av\.|boulevard|bd\.?|chauss[ée]e|place|quai|chemin|impasse|square|clos|all[ée]e"
    r"|dr[èe]ve|sentier|venelle|cours|cité)"
)
FRENCH_HOUSE = re.compile(
    rf"\b(?P<words>(?i:{STREET})\s+(?:{SMALL}){{0,2}}(?:{NAME}|(?<=\s)(?:gare|station|église|école|paix|poste"
    rf"|moulin|pont|château|fontaine|liberté|chapelle|village))(?:[\s-](?:{SMALL})?{NAME}){{0,4}}"
    rf",?\s+{HOUSE}){ENDS}"
)
FRENCH_HOUSE_FIRST = re.compile(
    rf"(?<![\d.,])\b(?P<words>(?!(?:19|20)\d\d\b)\d{{1,4}}(?:\s?bis|[a-z])?(?:,?\s+|\s+de\s+la\s+|\s+du\s+)"
    rf"(?:(?i:{STREET})\s+(?:{SMALL}){{1,2}}\w[\w'’-]{{1,40}}|(?i:{STREET})\s+{NAME}))"
)
STRAAT = (
    r"(?:straat|laan|steenweg|dreef|plein|kaai|kade|lei"
    r"|vest|dijk|baan|hof|pad|gracht|markt|weg|singel)"
)
DUTCH_HOUSE = re.compile(
    rf"\b(?P<words>(?:(?:[A-Z][\w'’]{{0,24}}[\s-]){{0,3}}(?!Onderweg|Halverwege|Snelweg|Rijbaan)"
    rf"[A-Z][\w'’]{{0,24}}?{STRAAT}|[a-z]{{3,24}}(?:straat|laan|steenweg|dreef)"
    rf"|(?:[A-Z]\w{{1,24}}\s){{1,2}}(?i:markt|straat|baan|steenweg))"
    rf"\s+(?:nr\.?\s?)?(?!(?:19|20)\d\d\b)\d{{1,4}}[a-zA-Z]?){ENDS}"
)

PHONE = re.compile(
    r"(?<![\w./-])(?P<words>(?:(?:\+|00)\s?32[\s./-]?(?:\(0\)[\s./-]?)?|0)[1-9](?:[\s./-]{0,2}\d){7,8})(?![\d/]|[.-]\d)"
)
DATE = re.compile(r"\d{1,2}\s?[/.\-]\s?\d{1,2}\s?[/.\-]\s?(?:19|20)?\d\d(?!\d)")
FOR_ALL = re.compile(r"0(?:800|70|78|90\d)")
"""Numbers that are nobody's own: free ones, and those of services."""


def signs_in(text: str) -> list[Sign]:
    """In plain text, in the order in which they stand, each once; a national number is no
    telephone too."""
    found: dict[int, Sign] = {}
    taken: set[int] = set()
    for kind, shape, is_one in SHAPES:
        for match in shape.finditer(text):
            places = range(*match.span("words"))
            if taken.isdisjoint(places) and is_one(match["words"]):
                taken.update(places)
                found[places.start] = Sign(kind, match["words"])
    return list(_once(found[start] for start in sorted(found)))


def _once(signs: Iterator[Sign]) -> Iterator[Sign]:
    said = set()
    for sign in signs:
        if sign not in said:
            said.add(sign)
            yield sign


def _has_check_digits(words: str) -> bool:
    """The last two digits of a national number are 97 less what is left of the first nine divided
    by 97; of who was born from 2000 on, a 2 stands before them. Months count on by 20 or 40 for
    who is not in the register (https://www.ibz.rrn.fgov.be, "numéro bis")."""
    digits = re.sub(r"\D", "", words)
    month, day = int(digits[2:4]) % 20, int(digits[4:6])
    if month > 12 or day > 31:
        return False
    first, check = digits[:9], int(digits[9:])
    return any(97 - int(century + first) % 97 == check for century in ("", "2"))


def _is_own_number(words: str) -> bool:
    """Nine digits after the zero for a mobile telephone, eight for another."""
    if DATE.match(words) or FOR_ALL.match(re.sub(r"[\s./-]", "", words)):
        return False
    digits = re.sub(r"\(0\)|\D", "", words)
    national = re.sub(r"^(?:0032|32|0)", "", digits)
    return len(national) == (9 if re.match(r"4[5-9]", national) else 8)


def _any(_words: str) -> bool:
    return True


SHAPES: tuple[tuple[SignKind, re.Pattern[str], Callable[[str], bool]], ...] = (
    ("national_number", NATIONAL_NUMBER, _has_check_digits),
    ("birth_date", BIRTH_DATE, _any),
    ("licence_plate", LICENCE_PLATE, _any),
    ("licence_plate", OLD_PLATE, _any),
    ("phone", PHONE, _is_own_number),
    ("address", FRENCH_HOUSE, _any),
    ("address", FRENCH_HOUSE_FIRST, _any),
    ("address", DUTCH_HOUSE, _any),
)
