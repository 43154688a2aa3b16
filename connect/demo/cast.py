"""Who and what the story has by name, and what happens in it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from connect.discussions.models import Comment
from connect.members.models import Member
from connect.strategies.models import Strategy
from connect.themes.models import Theme

Act = tuple[datetime, Callable[[], object]]


@dataclass
class Cast:
    """`comments` are named by their file and key; the opening of a discussion by the key ""."""

    themes: dict[str, Theme] = field(default_factory=dict)
    members: dict[str, Member] = field(default_factory=dict)
    comments: dict[tuple[str, str], Comment] = field(default_factory=dict)
    strategies: dict[str, Strategy] = field(default_factory=dict)
