"""Many strategies for measuring: the same for the same seed, written in bulk.

Their texts are sentences of the demo; each sheet is as long as one that somebody took the time
to fill in, and stands anywhere among what strategies are found by.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from connect import rich_text
from connect.database import atomic, db
from connect.demo import sample
from connect.demo.sample import Material
from connect.events import log
from connect.places import municipalities
from connect.places.vocabularies import terms_by_vocabulary
from connect.strategies.actions.retelling import LIST, words_of
from connect.strategies.facets import facets_of
from connect.strategies.fields import CHOICES, FIELDS, empty_sheet
from connect.strategies.models import Sheet, Strategy, StrategyFacet

BATCH = 1000
TEXTS = 200  # in each language, to choose from: cleaning each anew would take minutes
SENTENCES = 4
LONGEST_TITLE = 100
MINUTES_BETWEEN = 7


@dataclass(frozen=True)
class Choices:
    """What sheets are filled in with."""

    texts: dict[str, list[str]]
    terms: dict[str, list[str]]
    places: Sequence[str]


def grow(strategies: int, members: int, seed: int) -> None:
    """Bring the community up to so many shared strategies, by so many members."""
    material = sample.material_of(members, seed)
    dice = random.Random(seed)
    choices = Choices(
        texts={lang: _texts(dice, said) for lang, said in material.sentences.items()},
        terms={name: [term.code for term in of] for name, of in terms_by_vocabulary().items()},
        places=sorted(place.refnis for place in municipalities.all_municipalities()),
    )
    known = select(func.count(Strategy.id)).where(Strategy.author_id.in_(material.members))
    for first in range(db.session.scalar(known) or 0, strategies, BATCH):
        with atomic() as session:
            _add(session, material, choices, range(first, min(first + BATCH, strategies)))


def _texts(dice: random.Random, sentences: Sequence[str]) -> list[str]:
    return [rich_text.render(" ".join(dice.choices(sentences, k=SENTENCES))) for _ in range(TEXTS)]


def _add(session: Session, material: Material, choices: Choices, numbers: Sequence[int]) -> None:
    """Told to the index of running servers, as if each had been published."""
    added = [_strategy(material, choices, number) for number in numbers]
    session.add_all(added)
    session.flush()
    session.execute(
        insert(StrategyFacet),
        [
            {"strategy_id": strategy.id, "facet": facet, "value": value}
            for strategy in added
            for facet, value in sorted(facets_of(strategy))
        ],
    )
    for strategy in added:
        log.record("strategy.published", subject=strategy.subject, streams=[LIST])


def _strategy(material: Material, choices: Choices, number: int) -> Strategy:
    """Each has its own dice: it is the same however many were there before."""
    dice = random.Random(f"{material.seed} strategy {number}")
    lang = sample.LANGUAGES[number % 2]
    moment = material.now - timedelta(minutes=MINUTES_BETWEEN * number)
    sheet = _sheet(material, choices, dice, lang)
    strategy = Strategy(
        author_id=dice.choice(material.members),
        state="published",
        visibility=sheet["visibility"],
        title=sheet["title"],
        lang=lang,
        sheet=sheet,
        created_at=moment,
        updated_at=moment,
        published_at=moment,
        vouched_at=moment,
        proven_at=moment if dice.random() < 0.1 else None,
    )
    strategy.words = words_of(strategy)
    return strategy


def _sheet(material: Material, choices: Choices, dice: random.Random, lang: str) -> Sheet:
    sheet = empty_sheet()
    for field in FIELDS:
        if field.shape == "text":
            sheet[field.name] = dice.choice(choices.texts[lang])
        elif field.shape == "choice":
            sheet[field.name] = dice.choice(list(CHOICES[field.name]))
        elif field.shape == "terms":
            sheet[field.name] = dice.sample(choices.terms[field.vocabulary], k=2)
    titles = [said for said in material.sentences[lang] if len(said) <= LONGEST_TITLE]
    levels = dice.sample(choices.terms["government_level"], k=3)
    return sheet | {
        "title": dice.choice(titles),
        "municipalities": dice.sample(choices.places, k=dice.choice([1, 1, 2])),
        "themes": dice.sample(list(material.themes), k=dice.choice([1, 2])),
        "axis": dice.sample(list(CHOICES["axis"]), k=2),
        "objectives": dice.sample(material.sentences[lang], k=3),
        "partners": [{"name": "Partenaire", "level": level, "role": ""} for level in levels],
        "no_personal_data": True,
    }
