"""Strategies written and published as their authors do, and sheets to write them with."""

from typing import Any

from flask import Flask
from sqlalchemy import select

from connect.database import db
from connect.members.models import Member
from connect.strategies import actions
from connect.strategies.models import Strategy
from connect.themes.models import Theme
from tests.support.cast import BRUXELLES

STANDARD: dict[str, Any] = {
    "title": "Remettre les bancs",
    "municipalities": [BRUXELLES],
    "visibility": "public",
    "summary": "<p>Des bancs, des heures et des voisins.</p>",
    "axis": ["prevention", "follow_up"],
    "status": "running",
    "start": "2024-03",
    "end": "permanent",
    "lead_service": "prevention_service",
    "target_groups": ["seniors"],
    "problem": "<p>La place se vidait le soir.</p>",
    "objectives": ["La place est habitée le soir", "Les plaintes diminuent"],
    "mechanism": "<p>Qui s’assoit regarde, et qui est vu se tient.</p>",
    "actions": [{"what": "Poser six bancs", "who": "Travaux", "when": "Mars"}],
    "steering_mode": "mixed",
    "steering": "<p>Un comité de six personnes.</p>",
    "partners": [{"name": "Zone de police", "level": "police_zone", "role": "Présence"}],
    "evidence": "E2",
    "results": "<p>Moins de plaintes, plus de monde.</p>",
    "obstacles": "<p>Deux bancs ont été déplacés.</p>",
    "no_personal_data": True,
}
"""What publishing needs, but for themes and the contact person."""

FULL: dict[str, Any] = {
    **STANDARD,
    "legal_frame": "<p>Règlement de police, article 12.</p>",
    "information_sharing": "aggregated",
    "fte": "1.5",
    "budget": "10k_50k",
    "funding": ["own_funds"],
    "communication": "<p>Une affiche par banc.</p>",
    "indicators": [
        {
            "name": "Plaintes",
            "baseline": "40",
            "target": "20",
            "result": "18",
            "date": "2025-06",
            "source": "Registre",
        }
    ],
    "success_conditions": "<p>Un service qui répond dans la semaine.</p>",
    "transfer": "<p>Commencez par un seul banc.</p>",
    "needs": ["Un modèle de convention avec les riverains"],
    "links": [{"title": "Le règlement", "url": "https://example.org/reglement"}],
}


def shared_strategy(app: Flask, author: Member, depth: str = "standard", **said: Any) -> Strategy:
    """A published one, under the first theme that is no circle unless `said` names others."""
    with app.app_context():
        strategy = started_strategy(app, author, depth, **said)
        strategy = db.session.get_one(Strategy, strategy.id)
        actions.publish_strategy(author, strategy)
    return strategy


def started_strategy(app: Flask, author: Member, depth: str = "standard", **said: Any) -> Strategy:
    """A draft."""
    with app.app_context():
        open_themes = select(Theme.id).where(Theme.access != "circle").order_by(Theme.position)
        whole = {
            **(FULL if depth == "full" else STANDARD),
            "themes": [db.session.scalars(open_themes.limit(1)).one()],
            "contact": author.id,
        }
        return actions.start_strategy(author, whole | said)
