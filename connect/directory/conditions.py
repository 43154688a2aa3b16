"""What is asked, as conditions on members. A part of a profile that is not for this reader is not
asked either, so that neither a list nor a count tells of it."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from sqlalchemy import ColumnElement, Text, and_, case, cast, exists, func, or_, select

from connect.database import db
from connect.directory.asking import Asked
from connect.folding import fold
from connect.members.models import Member, MemberTopic
from connect.members.queries import is_known
from connect.members.visibility import is_shown
from connect.places import municipalities
from connect.places.models import Organisation
from connect.themes.models import Theme, ThemeFollow

Conditions = Mapping[str, ColumnElement[bool]]
"""By the filter's name."""

# Members are joined with their organisation wherever these stand.
WORKPLACE: ColumnElement[str] = func.coalesce(Member.municipality, Organisation.municipality)
LEVEL: ColumnElement[str] = case(
    (Member.municipality.is_not(None), "municipality"), else_=Organisation.level
)

fold_function = lru_cache(maxsize=20_000)(fold)


def conditions_of(reader: Member, asked: Asked, themes: Sequence[Theme]) -> Conditions:
    """`themes` are those that the reader may see. A topic's words and kind are one condition, by
    the name of "topics": one topic of the member's has to meet both."""
    found: dict[str, ColumnElement[bool]] = {}
    if words := asked.text("q"):
        found["q"] = _is_meant_by(reader, words)
    if words := asked.text("function"):
        found["function"] = Member.function.in_(_functions_that_say(words))
    if asked.values("topics") or asked.text("topic"):
        found["topics"] = _has_topic(reader, asked.values("topics"), asked.text("topic"))
    for facet, values in asked.chosen.items():
        if facet != "topics":
            found[facet] = _chosen(reader, facet, values, themes)
    return found


def speaks(reader: Member, language: str) -> ColumnElement[bool]:
    named = cast(Member.languages, Text).contains(f'"{language}"', autoescape=True)
    return and_(named, is_shown(Member.languages_for, reader))


def says(words: str) -> list[ColumnElement[bool]]:
    """Conditions on MemberTopic: each of the words stands in it, whatever its spelling."""
    return [MemberTopic.folded.contains(word, autoescape=True) for word in fold(words).split()]


def _has_topic(reader: Member, kinds: Sequence[str], words: str) -> ColumnElement[bool]:
    of_kind = [MemberTopic.kind.in_(kinds)] if kinds else []
    tells = exists().where(MemberTopic.member_id == Member.id, *of_kind, *says(words))
    return and_(tells, is_shown(Member.expertise_for, reader))


def _chosen(
    reader: Member, facet: str, values: Sequence[str], themes: Sequence[Theme]
) -> ColumnElement[bool]:
    match facet:
        case "region":
            return WORKPLACE.in_(_municipalities_of(region=values))
        case "province":
            return WORKPLACE.in_(_municipalities_of(province=values))
        case "municipality":
            return WORKPLACE.in_(values)
        case "level":
            return LEVEL.in_(values)
        case "theme":
            ids = [theme.id for theme in themes if theme.slug in values]
            followers = select(ThemeFollow.member_id).where(ThemeFollow.theme_id.in_(ids))
            return and_(Member.id.in_(followers), is_shown(Member.themes_for, reader))
        case _:
            return or_(*(speaks(reader, language) for language in values))


def _is_meant_by(reader: Member, words: str) -> ColumnElement[bool]:
    """Name, municipality or topic."""
    folded = fold(words)
    places = [m.refnis for m in municipalities.look_up(words, limit=50)]
    experts = select(MemberTopic.member_id).where(
        MemberTopic.folded.contains(folded, autoescape=True)
    )
    return or_(
        Member.name_folded.contains(folded, autoescape=True),
        Member.municipality.in_(places),
        and_(Member.id.in_(experts), is_shown(Member.expertise_for, reader)),
    )


def _functions_that_say(words: str) -> list[str]:
    """Functions are free text and kept as typed: no database compares them without accents."""
    wanted = fold(words).split()
    known = db.session.scalars(select(Member.function).where(is_known()).distinct())
    return [said for said in known if all(word in fold_function(said) for word in wanted)]


def _municipalities_of(region: Sequence[str] = (), province: Sequence[str] = ()) -> list[str]:
    return [
        place.refnis
        for place in municipalities.all_municipalities()
        if place.region in region or place.province in province
    ]
