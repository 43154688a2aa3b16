"""The only door for HTML: what members type goes in, what pages may show comes out."""

from connect.rich_text.characters import clean, one_line
from connect.rich_text.mentions import Mention
from connect.rich_text.reading import excerpt, mentioned_members, plain_text
from connect.rich_text.rendering import (
    MAX_INPUT,
    TextEmpty,
    TextTooLong,
    as_editable,
    mention_candidates,
    quote,
    render,
)

__all__ = [
    "MAX_INPUT",
    "Mention",
    "TextEmpty",
    "TextTooLong",
    "as_editable",
    "clean",
    "excerpt",
    "mention_candidates",
    "mentioned_members",
    "one_line",
    "plain_text",
    "quote",
    "render",
]
