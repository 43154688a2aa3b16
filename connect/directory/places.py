"""Where members work, as the directory compares places: region, province, size."""

from typing import Literal

from connect.members.models import Member
from connect.places import municipalities
from connect.places.aliases import GERMAN_SPEAKING
from connect.places.municipalities import FLANDERS, Municipality

BRUSSELS = "04000"
LanguageRegion = Literal["nl", "fr", "de", "both"]


def find_municipality(refnis: str) -> Municipality | None:
    try:
        return municipalities.get(refnis)
    except KeyError:
        return None


def workplace(member: Member) -> Municipality | None:
    """The municipality they speak for, or in which their organisation works."""
    refnis = member.municipality or (member.organisation and member.organisation.municipality)
    return find_municipality(refnis) if refnis else None


def are_alike(one: Municipality, other: Municipality) -> bool:
    """Of similar size, in another province."""
    return one.size is not None and one.size == other.size and _area(one) != _area(other)


def speak_otherwise(one: Municipality, other: Municipality) -> bool:
    """In another language region; Brussels is of both."""
    regions = {_language_region(one), _language_region(other)}
    return "both" not in regions and len(regions) == 2


def _area(place: Municipality) -> str:
    return place.province or place.region


def _language_region(place: Municipality) -> LanguageRegion:
    if place.region == BRUSSELS:
        return "both"
    if place.refnis in GERMAN_SPEAKING:
        return "de"
    return "nl" if place.region == FLANDERS else "fr"
