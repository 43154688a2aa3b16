"""Who and what may help with a need: few, the best first, each with its reasons.

The reader is shown what they may read: strategies within their reach, and of members only the
parts of the profile that are for them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import and_, select

from connect.database import db
from connect.matching.meanings import EVERYWHERE, Lexicon, Meaning, said_by_many
from connect.matching.needs import Need
from connect.members.models import Member, MemberTopic
from connect.members.queries import is_known
from connect.members.visibility import is_shown
from connect.places import municipalities
from connect.strategies.models import Strategy, StrategyFacet
from connect.strategies.visibility import is_readable

MOST = 3
LOOKED_AT = 150
TERM, TOPIC_WORD, WORD, THEME, SIZE = 4, 3, 1, 1, 1
"""Points: a word of a short topic tells more than one of a long sheet."""
ENOUGH = 2
"""Points below which nothing is said: one common word is no help."""
MOST_WORDS = 3


@dataclass(frozen=True)
class Match:
    """`speaks_of` are terms in common, or else words; `offers` a topic as its member wrote it."""

    points: int
    speaks_of: Sequence[str] = ()
    offers: str = ""
    same_theme: bool = False
    similar_size: bool = False
    strategy: Strategy | None = None
    member: Member | None = None


@dataclass(frozen=True)
class Matches:
    strategies: Sequence[Match]
    members: Sequence[Match]


def matches(reader: Member, need: Need, locale: str) -> Matches:
    """In four statements, whatever the need."""
    lexicon = Lexicon.now(locale)
    meaning = lexicon.meaning(need.texts)
    strategies = _candidates(reader, need)
    said = [_said_by(strategy, lexicon) for strategy in strategies]
    telling = meaning.without(said_by_many(said))
    sheets = [
        _of_sheet(strategy, told, need, telling, lexicon)
        for strategy, told in zip(strategies, said, strict=True)
    ]
    people = [_of_topic(*row, need, meaning, lexicon) for row in _offers(reader, need)]
    return Matches(_best(sheets), _best(_one_each(people)))


def _said_by(strategy: Strategy, lexicon: Lexicon) -> Meaning:
    """What a sheet writes and what it chose from the vocabularies."""
    codes = {f"target_group:{code}" for code in strategy.sheet["target_groups"]}
    codes |= {f"government_level:{row['level']}" for row in strategy.sheet["partners"]}
    written = lexicon.meaning_of(strategy.words)
    return Meaning(written.terms | (codes - EVERYWHERE), written.words)


def _of_sheet(
    strategy: Strategy, said: Meaning, need: Need, meaning: Meaning, lexicon: Lexicon
) -> Match:
    sizes = {municipalities.get(refnis).size for refnis in strategy.municipalities}
    return _match(
        meaning,
        said,
        lexicon,
        same_theme=not set(need.theme_ids).isdisjoint(strategy.theme_ids),
        similar_size=not need.sizes.isdisjoint(sizes),
        strategy=strategy,
    )


def _of_topic(member: Member, topic: str, need: Need, meaning: Meaning, lexicon: Lexicon) -> Match:
    size = municipalities.get(member.municipality).size if member.municipality else None
    return _match(
        meaning,
        lexicon.meaning([topic]),
        lexicon,
        offers=topic,
        similar_size=size in need.sizes,
        member=member,
    )


def _match(
    wanted: Meaning,
    said: Meaning,
    lexicon: Lexicon,
    *,
    same_theme: bool = False,
    similar_size: bool = False,
    offers: str = "",
    strategy: Strategy | None = None,
    member: Member | None = None,
) -> Match:
    terms = wanted.shared_terms(said)
    words = wanted.shared_words(said)[:MOST_WORDS]
    points = TERM * len(terms) + (TOPIC_WORD if offers else WORD) * len(words)
    if points >= ENOUGH:
        points += THEME * same_theme + SIZE * similar_size
    names = dict.fromkeys(lexicon.shown[key] for key in terms)
    return Match(
        points,
        list(names or words)[:MOST_WORDS],
        offers,
        same_theme,
        similar_size,
        strategy,
        member,
    )


def _best(found: Sequence[Match]) -> list[Match]:
    good = [match for match in found if match.points >= ENOUGH]
    return sorted(good, key=lambda match: -match.points)[:MOST]


def _one_each(people: Sequence[Match]) -> list[Match]:
    """Of several topics of a member, the one that meets the need best."""
    best: dict[int, Match] = {}
    for match in sorted(people, key=lambda match: match.points):
        if match.member:
            best[match.member.id] = match
    return list(best.values())


def _candidates(reader: Member, need: Need) -> Sequence[Strategy]:
    """Published ones within the reader's reach, those of the same themes first."""
    themes = [str(theme_id) for theme_id in need.theme_ids]
    of_theme = select(StrategyFacet.strategy_id).where(
        StrategyFacet.facet == "theme", StrategyFacet.value.in_(themes)
    )
    return db.session.scalars(
        select(Strategy)
        .where(
            Strategy.state == "published",
            is_readable(reader),
            Strategy.id != (need.strategy_id or 0),
            Strategy.author_id.not_in(need.seekers),
        )
        .order_by(Strategy.id.in_(of_theme).desc(), Strategy.updated_at.desc(), Strategy.id.desc())
        .limit(LOOKED_AT)
    ).all()


def _offers(reader: Member, need: Need) -> Sequence[tuple[Member, str]]:
    """What members can help with, as far as they show it to this reader."""
    rows = db.session.execute(
        select(Member, MemberTopic.text)
        .join(MemberTopic, and_(MemberTopic.member_id == Member.id, MemberTopic.kind == "offers"))
        .where(
            is_known(),
            Member.id.not_in(need.seekers | {reader.id}),
            is_shown(Member.expertise_for, reader),
        )
        .order_by(Member.id.desc())
        .limit(LOOKED_AT * 10)
    )
    return [(member, text) for member, text in rows]
