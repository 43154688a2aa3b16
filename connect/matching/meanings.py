"""What a few words are about, in whichever language they are written.

The vocabularies are the bridge: "médiation" and "bemiddeling" are the same term. Beside them,
longer words count by their beginning, so that plurals meet, within one language.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from connect.folding import fold
from connect.places.vocabularies import terms_by_vocabulary

WORD = re.compile(r"[^\W\d_]{6,}")
BEGINNING = 6
SHORTEST_NAME = 4
"""Letters of a term's name: shorter ones stand within too many words."""
EVERYWHERE = {"government_level:municipality"}
"""Terms that every sheet here is about."""
COMMON_WORDS = """
    avec chaque comment commune communes depuis dossier encore ensemble entre exemple modele
    projet quelle quelqu service services travail travailler aimerions cherchons recherche
    souhaitons plusieurs quartier toujours premier pourquoi personne
    anderen bijvoorbeeld dienst diensten gemeente gemeenten hebben iemand jullie kunnen
    samenwerking tussen voorbeeld werken worden zoeken zouden iedereen ervaring zonder vragen
    zeggen personen eerste
    experience example looking municipality partner people project somebody together
"""
COMMON = frozenset(fold(word)[:BEGINNING] for word in COMMON_WORDS.split())


@dataclass(frozen=True)
class Lexicon:
    """The names of terms, folded, and as a text may say them. Asked once for all texts."""

    names: Sequence[tuple[str, str, re.Pattern[str]]]
    shown: Mapping[str, str]

    @classmethod
    def now(cls, locale: str) -> "Lexicon":
        names: list[tuple[str, str, re.Pattern[str]]] = []
        shown = {}
        for vocabulary, terms in terms_by_vocabulary(retired=True).items():
            for term in terms:
                key = f"{vocabulary}:{term.code}"
                shown[key] = term.name(locale)
                said = {fold(name) for name in (term.name_fr, term.name_nl, term.name_en)}
                names += [
                    (key, name, _standing_alone(name))
                    for name in said
                    if len(name) >= SHORTEST_NAME
                ]
        return cls(names, shown)

    def meaning(self, texts: Iterable[str]) -> "Meaning":
        text = " ".join(texts)
        words: dict[str, str] = {}
        for word in WORD.findall(text):
            words.setdefault(fold(word)[:BEGINNING], word.lower())
        return self._meaning(fold(text), words)

    def meaning_of(self, folded: str) -> "Meaning":
        """Of a text that was folded when it was kept: a sheet may be long, and they are many."""
        return self._meaning(folded, {word[:BEGINNING]: word for word in WORD.findall(folded)})

    def _meaning(self, folded: str, words: Mapping[str, str]) -> "Meaning":
        """To look for a name as it is costs a hundredth of looking for it standing alone."""
        said = (key for key, name, alone in self.names if name in folded and alone.search(folded))
        kept = {beginning: word for beginning, word in words.items() if beginning not in COMMON}
        return Meaning(frozenset(said) - EVERYWHERE, kept)


@dataclass(frozen=True)
class Meaning:
    """Terms by "vocabulary:code"; words, as they were written, by their folded beginning."""

    terms: frozenset[str]
    words: Mapping[str, str]

    def shared_terms(self, other: "Meaning") -> list[str]:
        return sorted(self.terms & other.terms)

    def shared_words(self, other: "Meaning") -> list[str]:
        """As this one writes them."""
        return [word for beginning, word in self.words.items() if beginning in other.words]

    def without(self, beginnings: Collection[str]) -> "Meaning":
        return Meaning(
            self.terms, {b: word for b, word in self.words.items() if b not in beginnings}
        )


def said_by_many(meanings: Sequence[Meaning]) -> frozenset[str]:
    """Beginnings of words that tell little, because more than one text in ten says them."""
    said = Counter(beginning for meaning in meanings for beginning in meaning.words)
    most = max(2, len(meanings) // 10)
    return frozenset(beginning for beginning, count in said.items() if count > most)


def _standing_alone(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(name)}(?:s|en|es)?(?!\w)")
