"""Strategies as what files, drafts and endorsements hang on."""

from collections.abc import Mapping, Sequence

from connect.members.models import Member
from connect.strategies import policies, queries
from connect.strategies.models import Strategy
from connect.subjects import Subject


def strategy_subjects(reader: Member | None, strategy_ids: Sequence[int]) -> Mapping[int, Subject]:
    found = queries.strategies_within_reach(reader, strategy_ids)
    return {strategy.id: _of_strategy(reader, strategy) for strategy in found}


def _of_strategy(reader: Member | None, strategy: Strategy) -> Subject:
    return Subject(
        name=strategy.subject,
        title=strategy.title,
        lang=strategy.lang,
        url=f"{strategy.url}/edit",
        action=strategy.url,
        may_write=policies.can_edit_strategy(reader, strategy),
    )
