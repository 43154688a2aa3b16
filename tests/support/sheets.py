"""Strategies written and published as their writers would, without pages."""

from dataclasses import dataclass
from typing import Any

from flask import Flask
from sqlalchemy import select

from connect.database import atomic, db, utc_now
from connect.members.models import Member
from connect.strategies import actions
from connect.strategies.fields import COLUMNS, FIELDS
from connect.strategies.models import Sheet, Strategy, StrategyTranslation
from connect.themes.models import Theme
from tests.support.cast import BRUXELLES


def full_sheet(**changes: Any) -> Sheet:
    """Every field says something of its own."""
    said = {
        "title": "Un café avant le dossier",
        "municipalities": ["21001"],
        "themes": [1],
        "visibility": "public",
        "summary": "<p>Une médiatrice rappelle chaque plaignant dans la semaine.</p>",
        "axis": ["prevention", "reparation"],
        "status": "structural",
        "start": "2022-02",
        "end": "permanent",
        "lead_service": "mediation",
        "contact": None,
        "target_groups": ["seniors"],
        "problem": "<p>Trois fois la même histoire, par cinq portes.</p>",
        "objectives": ["Rappeler en cinq jours", "Clore la moitié sans dossier"],
        "mechanism": "<p>Une plainte demande rarement une amende.</p>",
        "actions": [
            {"what": "Une seule porte", "who": "Accueil", "when": "Mois 1"},
            {"what": "Un appel rapide", "who": "Médiatrice", "when": "Chaque jour"},
        ],
        "steering_mode": "mixed",
        "steering": "<p>Une heure de tri par mois.</p>",
        "partners": [
            {"name": "Zone Midi", "level": "police_zone", "role": "Remet la carte"},
            {"name": "Les voisins réunis", "level": "", "role": "Prêtent un local"},
        ],
        "legal_frame": "<p>La loi du 24 juin 2013.</p>",
        "information_sharing": "aggregated",
        "fte": "2.5",
        "budget": "50k_250k",
        "funding": ["own"],
        "communication": "<p>Une carte de visite bilingue.</p>",
        "evidence": "E4",
        "indicators": [
            {
                "name": "Jours d’attente",
                "baseline": "34",
                "target": "5",
                "result": "6",
                "date": "2025-12",
                "source": "Registre",
            }
        ],
        "results": "<p>De 34 à 6 jours en moyenne.</p>",
        "obstacles": "<p>Le formulaire en ligne.</p>",
        "success_conditions": "<p>Un vrai délai de rappel.</p>",
        "transfer": "<p>Relisez cinquante plaintes closes.</p>",
        "needs": ["Des médiateurs parlant roumain"],
        "links": [{"title": "La note de service", "url": "https://example.org/note"}],
        "no_personal_data": True,
    }
    return said | changes


def in_dutch() -> Sheet:
    """The words of `full_sheet`, all of them."""
    return {
        "title": "Een koffie voor het dossier",
        "summary": "<p>Een bemiddelaarster belt elke klager terug.</p>",
        "problem": "<p>Driemaal hetzelfde verhaal, langs vijf deuren.</p>",
        "objectives": ["Terugbellen in vijf dagen", "De helft zonder dossier"],
        "mechanism": "<p>Een klacht vraagt zelden een boete.</p>",
        "actions": [
            {"what": "Eén enkele deur", "who": "Onthaal", "when": "Maand 1"},
            {"what": "Snel bellen", "who": "Bemiddelaarster", "when": "Elke dag"},
        ],
        "steering": "<p>Een uur sorteren per maand.</p>",
        "partners": [
            {"name": "Zone Zuid", "role": "Geeft het kaartje"},
            {"name": "De verenigde buren", "role": "Lenen een lokaal"},
        ],
        "legal_frame": "<p>De wet van 24 juni 2013.</p>",
        "communication": "<p>Een tweetalig kaartje.</p>",
        "indicators": [
            {
                "name": "Dagen wachten",
                "baseline": "34",
                "target": "5",
                "result": "6",
                "date": "2025-12",
                "source": "Register",
            }
        ],
        "results": "<p>Van 34 naar 6 dagen gemiddeld.</p>",
        "obstacles": "<p>Het onlineformulier.</p>",
        "success_conditions": "<p>Een echte terugbeltermijn.</p>",
        "transfer": "<p>Herlees vijftig afgesloten klachten.</p>",
        "needs": ["Bemiddelaars die Roemeens spreken"],
        "links": [{"title": "De dienstnota"}],
    }


def longest_sheet(word: str, **changes: Any) -> Sheet:
    """As much as every field with words takes; each place says words of its own, which all begin
    with `word` and are the same length."""
    sheet = full_sheet(**changes)
    for field in FIELDS:
        if field.shape in ("line", "text"):
            words = _words(f"{word}{field.name}", field.longest)
            sheet[field.name] = f"<p>{words}</p>" if field.shape == "text" else words
        elif field.shape == "lines":
            sheet[field.name] = [
                _words(f"{word}{field.name}{n}", field.longest) for n in range(field.most)
            ]
        elif field.shape == "rows" and field.name != "links":
            sheet[field.name] = [
                {
                    column: "" if column == "level" else _words(f"{word}{column}{n}", field.longest)
                    for column in COLUMNS[field.name]
                }
                for n in range(field.most)
            ]
    return sheet


def _words(stem: str, longest: int) -> str:
    """ "stem0 stem1 …", as many whole words as there is room for, without underscores."""
    stem = stem.replace("_", "")
    found: list[str] = []
    length = 0
    while True:
        word = f"{stem}{len(found):03}"
        length += len(word) + 1
        if length > longest + 1:
            return " ".join(found)
        found.append(word)


@dataclass
class Sheets:
    """Each step is a request of its own; what it returns is loaded and stands for itself."""

    app: Flask

    def start(self, author: Member, **changes: Any) -> Strategy:
        adapted_from = changes.pop("adapted_from", None)
        with self.app.app_context():
            return actions.start_strategy(author, full_sheet(**changes), adapted_from=adapted_from)

    def publish(self, author: Member, **changes: Any) -> Strategy:
        changes.setdefault("contact", author.id)
        started = self.start(author, **changes)
        with self.app.app_context():
            strategy = self.loaded(started)
            actions.publish_strategy(author, strategy)
        return self.again(strategy)

    def change(self, writer: Member, strategy: Strategy, **changes: Any) -> Strategy:
        with self.app.app_context():
            found = self.loaded(strategy)
            actions.change_strategy(writer, found, changes, version=found.version)
        return self.again(strategy)

    def archive(self, writer: Member, strategy: Strategy) -> None:
        with self.app.app_context():
            actions.archive_strategy(writer, self.loaded(strategy))

    def withdraw(self, writer: Member, strategy: Strategy) -> None:
        with self.app.app_context():
            actions.withdraw_strategy(writer, self.loaded(strategy))

    def translate(
        self, translator: Member, strategy: Strategy, lang: str = "nl", **words: Any
    ) -> StrategyTranslation:
        with self.app.app_context():
            found = self.loaded(strategy)
            standing = db.session.get(StrategyTranslation, (found.id, lang))
            version = standing.version if standing else 0
            return actions.translate_strategy(
                translator, found, lang, in_dutch() | words, version=version
            )

    def set(self, strategy: Strategy, **columns: Any) -> None:
        """What other pages write."""
        with self.app.app_context(), atomic():
            for name, value in columns.items():
                setattr(self.loaded(strategy), name, value)

    def agree_to_be_named(self, strategy: Strategy) -> None:
        self.set(strategy, contact_agreed_at=utc_now())

    def loaded(self, strategy: Strategy) -> Strategy:
        return db.session.get_one(Strategy, strategy.id)

    def again(self, strategy: Strategy) -> Strategy:
        """As it stands in the database now, with its thread."""
        with self.app.app_context():
            found = self.loaded(strategy)
            assert found.thread is None or found.thread.theme
            return found


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
