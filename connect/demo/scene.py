"""The five themes, with which every community begins."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from connect.database import atomic, db
from connect.demo import content
from connect.themes.models import OpenQuestion, Theme


def add_themes(access: str | None = None) -> Sequence[Theme]:
    """The themes, written if there are none; `access` overrides who may read them."""
    known = db.session.scalars(select(Theme).order_by(Theme.position)).all()
    if known:
        return known
    with atomic() as session:
        themes = [
            _theme(slug, position, values | ({"access": access} if access else {}))
            for position, (slug, values) in enumerate(content.table("themes").items(), 1)
        ]
        session.add_all(themes)
    return themes


def _theme(slug: str, position: int, values: dict[str, Any]) -> Theme:
    questions = zip(
        values["questions_fr"], values["questions_nl"], values["questions_en"], strict=True
    )
    words = {name: text for name, text in values.items() if not name.startswith("questions_")}
    return Theme(
        slug=slug,
        position=position,
        questions=[
            OpenQuestion(position=n, text_fr=fr, text_nl=nl, text_en=en)
            for n, (fr, nl, en) in enumerate(questions, 1)
        ],
        **words,
    )
