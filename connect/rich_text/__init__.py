"""The only door for HTML: what members type goes in, what pages may show comes out."""

from connect.rich_text.characters import clean, one_line
from connect.rich_text.mentions import Mention
from connect.rich_text.pictures import PICTURE_WIDTHS, Picture, offered_in_sizes
from connect.rich_text.reading import (
    Paragraph,
    excerpt,
    mentioned_members,
    paragraphs,
    picture_keys,
    plain_text,
)
from connect.rich_text.rendering import (
    MAX_INPUT,
    TextEmpty,
    TextTooLong,
    as_editable,
    is_html,
    joined,
    length,
    mention_candidates,
    quote,
    render,
)

__all__ = [
    "MAX_INPUT",
    "PICTURE_WIDTHS",
    "Mention",
    "Paragraph",
    "Picture",
    "TextEmpty",
    "TextTooLong",
    "as_editable",
    "clean",
    "excerpt",
    "is_html",
    "joined",
    "length",
    "mention_candidates",
    "mentioned_members",
    "offered_in_sizes",
    "one_line",
    "paragraphs",
    "picture_keys",
    "plain_text",
    "quote",
    "render",
]
