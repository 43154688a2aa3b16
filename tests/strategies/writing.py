"""Sheets as their form sends them."""

from typing import Any

from tests.support.cast import Cast
from tests.support.visitors import Visitor


def short(people: Cast, **others: Any) -> dict[str, Any]:
    """What the page sends that starts a draft."""
    return {
        "title": "Une médiation dans la rue",
        "municipalities": ["Liège", ""],
        "themes": [people.prevention.id],
        "visibility": "members",
        **others,
    }


def standard(people: Cast, **others: Any) -> dict[str, Any]:
    """All that publishing asks for. The contact person is Chloé, who writes it."""
    return {
        **short(people),
        "version": 1,
        "lang": "fr",
        "summary": "Deux médiateurs parcourent le quartier chaque soir.",
        "axis": ["prevention"],
        "status": "running",
        "start": "2023-04",
        "end_permanent": "y",
        "lead_service": "mediation",
        "contact": people.chloe.name,
        "target_groups": ["residents", "age_18_25"],
        "problem": "Les plaintes pour bruit ont doublé en un an.",
        "objectives": "Moins de plaintes\nPlus de rencontres",
        "mechanism": "Qui se connaît se parle avant d’appeler la police.",
        "actions-0-what": "Former les médiateurs",
        "actions-0-who": "Le service de prévention",
        "actions-0-when": "Printemps",
        "steering_mode": "mixed",
        "steering": "Un comité se réunit chaque mois.",
        "partners-0-name": "Zone de police",
        "partners-0-level": "police_zone",
        "partners-0-role": "Signale les situations",
        "evidence": "E2",
        "results": "Un tiers de plaintes en moins.",
        "obstacles": "Le premier hiver, personne n’est sorti.",
        "no_personal_data": "y",
        **others,
    }


def full(people: Cast, **others: Any) -> dict[str, Any]:
    """All that the badge asks for."""
    return {
        **standard(people),
        "legal_frame": "Une convention avec la zone de police.",
        "information_sharing": "aggregated",
        "fte": "1,5",
        "budget": "50k_250k",
        "funding": ["own_funds"],
        "indicators-0-name": "Plaintes",
        "indicators-0-baseline": "120",
        "success_conditions": "Deux personnes qui restent.",
        "transfer": "Commencez par une seule rue.",
        **others,
    }


def started(writer: Visitor, people: Cast, **others: Any) -> str:
    """The address of a new draft."""
    answer = writer.post("/strategies", short(people, **others))
    assert answer.status == 303, answer.text
    return answer.location.removesuffix("/edit")


def published(writer: Visitor, people: Cast, **others: Any) -> str:
    """The address of a sheet that has passed the gate."""
    address = started(writer, people)
    saved = writer.post(address, full(people, **others))
    assert saved.status == 303, saved.text
    answer = writer.post(f"{address}/publication")
    assert (answer.status, answer.location) == (303, address), answer.text
    return address
