"""Saying a sheet in another language: by whoever reads it, the last translation stands."""

from collections.abc import Mapping
from typing import Any

from connect import rich_text
from connect.database import atomic, utc_now
from connect.events import log
from connect.members.models import Member
from connect.strategies.actions.locking import lock
from connect.strategies.editions import WITHOUT_WORDS, WORDED, fingerprint
from connect.strategies.errors import TranslatedMeanwhile
from connect.strategies.fields import SheetField
from connect.strategies.models import Strategy, StrategyTranslation


def translate_strategy(
    translator: Member, strategy: Strategy, lang: str, words: Mapping[str, Any], *, version: int
) -> StrategyTranslation:
    """Let `words`, by field, be what the sheet says in `lang`; fields may be missing.

    `version` is that of the translation it started from, 0 for none: raises TranslatedMeanwhile
    when another one stands now. The same words again change nothing.
    """
    with atomic() as session:
        lock(session, strategy)
        translation = session.get(StrategyTranslation, (strategy.id, lang), populate_existing=True)
        sheet = _written(strategy, words)
        texts = fingerprint(strategy.sheet)
        if translation and translation.sheet == sheet and translation.of_texts == texts:
            return translation
        if version != (translation.version if translation else 0):
            raise TranslatedMeanwhile(translation)
        if translation is None:
            translation = StrategyTranslation(strategy_id=strategy.id, lang=lang, version=0)
            session.add(translation)
        translation.sheet = sheet
        translation.translator_id = translator.id
        translation.of_version = strategy.version
        translation.of_texts = texts
        translation.version += 1
        translation.updated_at = utc_now()
        log.record(
            "strategy.translated",
            subject=strategy.subject,
            streams=[strategy.stream],
            actor_id=translator.id,
            payload={"lang": lang},
        )
    return translation


def _written(strategy: Strategy, words: Mapping[str, Any]) -> dict[str, Any]:
    """Texts cleaned; rows with what the original says in columns without words."""
    return {
        field.name: _field(field, strategy.sheet.get(field.name), words[field.name])
        for field in WORDED
        if words.get(field.name)
    }


def _field(field: SheetField, said: Any, words: Any) -> Any:
    if field.shape == "text":
        return rich_text.render(words) if words.strip() else ""
    if field.shape != "rows":
        return words
    kept = WITHOUT_WORDS.get(field.name, frozenset())
    return [
        {**row, **{column: original.get(column, "") for column in kept}}
        for original, row in zip(said, words, strict=False)
    ]
