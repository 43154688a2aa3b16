"""Writing a sheet: started with a few fields, changed as a whole, never silently overwritten."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from connect import language, rich_text
from connect.database import atomic, utc_now
from connect.drafts import actions as drafts
from connect.members.models import Member
from connect.strategies import queries
from connect.strategies.actions.contacts import ask_contact
from connect.strategies.actions.locking import lock
from connect.strategies.actions.retelling import record, retell
from connect.strategies.errors import ChangedMeanwhile, Incomplete
from connect.strategies.fields import BY_NAME, COLUMNS, FIELDS, empty_sheet
from connect.strategies.gate import missing
from connect.strategies.models import Sheet, Strategy, StrategyVersion
from connect.uploads import actions as uploads

BESIDE_THE_BADGE = frozenset({"contact", "links", "needs", "review_on"})

TICKED = frozenset({"choices", "terms", "themes"})


def start_strategy(
    author: Member,
    sheet: Mapping[str, Any],
    *,
    token: str | None = None,
    adapted_from: Strategy | None = None,
) -> Strategy:
    """Save a first draft. The same token again returns the same strategy."""
    if token and (started := queries.strategy_by_token(author.id, token)):
        return started
    whole = written_sheet(sheet)
    try:
        with atomic() as session:
            strategy = Strategy(
                author_id=author.id,
                token=token,
                sheet=whole,
                title=whole["title"],
                lang=lang_of(whole, author.locale),
                adapted_from_id=adapted_from.id if adapted_from else None,
            )
            session.add(strategy)
            session.flush()
            retell(session, strategy)
            record("strategy.started", strategy, author)
    except IntegrityError:
        if token and (started := queries.strategy_by_token(author.id, token)):
            return started
        raise
    return strategy


def change_strategy(
    writer: Member,
    strategy: Strategy,
    sheet: Mapping[str, Any],
    *,
    version: int,
    files: Sequence[str] | None = None,
    lang: str | None = None,
) -> Strategy:
    """Replace what the sheet says, keeping what it said before.

    `sheet` may name some of the fields only; the others stay. `files` are all that hang on it
    from now on; None: those that do. Raises ChangedMeanwhile when `version`, which the change
    started from, is no longer current, and Incomplete when a published sheet would lack what
    publishing asks for.
    """
    with atomic() as session:
        drafts.settle(writer, strategy.subject)
        lock(session, strategy)
        whole = written_sheet({**strategy.sheet, **sheet}, strategy.sheet)
        lang = lang or strategy.lang
        files = strategy.file_keys if files is None else list(files)
        if strategy.state != "draft" and not whole["review_on"]:
            whole["review_on"] = strategy.sheet["review_on"]
        said = (strategy.sheet, strategy.file_keys, strategy.lang)
        if (whole, files, lang) == said:
            return strategy
        if strategy.version != version:
            raise ChangedMeanwhile(strategy)
        if strategy.state != "draft" and (lacking := missing(whole, "standard")):
            raise Incomplete(lacking)
        rewrite(session, writer, strategy, whole, files, lang)
    return strategy


def rewrite(
    session: Session,
    writer: Member,
    strategy: Strategy,
    whole: Sheet,
    files: Sequence[str],
    lang: str,
) -> None:
    """Let a locked sheet say something else, as a new version. A badge stands for what was
    confirmed: it goes, unless only what stays right beside it was changed."""
    changed = {name for name in whole if whole[name] != strategy.sheet.get(name)}
    session.add(
        StrategyVersion(
            strategy_id=strategy.id,
            version=strategy.version,
            sheet=strategy.sheet,
            files=strategy.files,
            editor_id=writer.id,
            written_at=strategy.updated_at,
            was_published=strategy.was_published,
        )
    )
    strategy.sheet = whole
    strategy.lang = lang
    strategy.files = uploads.attach(writer, strategy.subject, shown=(), listed=files)
    strategy.version += 1
    strategy.updated_at = utc_now()
    strategy.was_published = strategy.state != "draft"
    if not changed <= BESIDE_THE_BADGE:
        strategy.proven_at = strategy.proven_by_id = None
    if "review_on" in changed:
        strategy.reminded_at = None
    session.flush()
    if "contact" in changed:
        strategy.contact_agreed_at = None
        ask_contact(strategy, writer)
    retell(session, strategy)
    record("strategy.changed", strategy, writer)


def written_sheet(sheet: Mapping[str, Any], before: Mapping[str, Any] | None = None) -> Sheet:
    """A sheet as it is stored: every field, each text cleaned, each row with all its cells; what
    was ticked in the order `before`, if that was the same."""
    whole = empty_sheet() | {name: sheet[name] for name in BY_NAME if name in sheet}
    for field in FIELDS:
        if field.shape == "text":
            whole[field.name] = _cleaned(whole[field.name])
        elif field.shape == "rows":
            whole[field.name] = [_filled(field.name, row) for row in whole[field.name]]
        elif field.shape in TICKED and before and set(whole[field.name]) == set(before[field.name]):
            whole[field.name] = before[field.name]
    return whole


def _filled(name: str, row: Mapping[str, str]) -> dict[str, str]:
    return {column: row.get(column, "") for column in COLUMNS[name]}


def _cleaned(text: str) -> str:
    try:
        return rich_text.render(text)
    except rich_text.TextEmpty:
        return ""


def lang_of(sheet: Sheet, hint: str) -> str:
    return language.detect(f"{sheet['title']}\n{rich_text.plain_text(sheet['summary'])}", hint=hint)
