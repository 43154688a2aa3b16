"""Copies of what a sheet says, carried along in the transaction that changes it."""

from datetime import date

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from connect.discussions import actions as discussions
from connect.discussions.models import ThreadAudience
from connect.events import log
from connect.folding import fold
from connect.members.models import Member
from connect.places import municipalities
from connect.rich_text import plain_text
from connect.strategies.facets import facets_of
from connect.strategies.fields import FIELDS
from connect.strategies.models import Strategy, StrategyFacet

LIST = "strategies"
"""The stream in which every change of a published sheet is numbered; nobody listens to it:
the index of each process follows it."""


def retell(session: Session, strategy: Strategy) -> None:
    """Let columns, facets and the discussion say what the sheet says now."""
    sheet = strategy.sheet
    strategy.title = sheet["title"]
    strategy.visibility = sheet["visibility"]
    strategy.contact_id = sheet["contact"]
    strategy.review_on = date.fromisoformat(sheet["review_on"]) if sheet["review_on"] else None
    strategy.words = words_of(strategy)
    session.flush()
    _retell_facets(session, strategy)
    _retell_discussion(strategy)


def record(kind: str, strategy: Strategy, actor: Member, **payload: object) -> None:
    """Tell its own readers of a change, and the index of one to what is shared, or was. When its
    readers are others from now on, its discussion tells those who look after access."""
    stays_draft = strategy.state == "draft" and kind != "strategy.withdrawn"
    log.record(
        kind,
        subject=strategy.subject,
        streams=[strategy.stream] if stays_draft else [strategy.stream, LIST],
        actor_id=actor.id,
        payload=payload,
    )


def audience_of(strategy: Strategy) -> ThreadAudience:
    """Of its discussion: nobody reads that of a draft."""
    return "nobody" if strategy.state == "draft" else strategy.visibility


def _retell_facets(session: Session, strategy: Strategy) -> None:
    mine = StrategyFacet.strategy_id == strategy.id
    wanted = facets_of(strategy)
    stored = select(StrategyFacet.facet, StrategyFacet.value).where(mine)
    known = {(facet, value) for facet, value in session.execute(stored)}
    for facet, value in known - wanted:
        session.execute(
            delete(StrategyFacet).where(
                mine, StrategyFacet.facet == facet, StrategyFacet.value == value
            )
        )
    if added := wanted - known:
        session.execute(
            insert(StrategyFacet),
            [{"strategy_id": strategy.id, "facet": f, "value": v} for f, v in added],
        )


def _retell_discussion(strategy: Strategy) -> None:
    if strategy.thread is None:
        return
    discussions.retell_discussion(
        strategy.thread,
        audience=audience_of(strategy),
        theme_id=strategy.theme_ids[0],
        title=strategy.title,
        html=strategy.sheet["summary"],
        lang=strategy.lang,
    )


def words_of(strategy: Strategy) -> str:
    """All that it says and where, folded, as a search compares it."""
    said = [strategy.title]
    for field in FIELDS:
        value = strategy.sheet[field.name]
        if field.shape == "text":
            said.append(plain_text(value))
        elif field.shape == "lines":
            said.extend(value)
        elif field.shape == "rows":
            said.extend(cell for row in value for cell in row.values())
    for refnis in strategy.municipalities:
        said.extend(municipalities.get(refnis).names.values())
    return fold(" ".join(said))
