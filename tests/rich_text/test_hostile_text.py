"""Known attacks, bombs and random markup: only allowed elements come out, and in time."""

import re
import time
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connect.rich_text import (
    MAX_INPUT,
    Mention,
    Picture,
    TextEmpty,
    TextTooLong,
    as_editable,
    clean,
    excerpt,
    mention_candidates,
    mentioned_members,
    offered_in_sizes,
    one_line,
    plain_text,
    render,
)

Judge = Callable[[str], list[str]]
Mentions = dict[str, Mention]
Pictures = dict[str, Picture]
PICTURE = f"/uploads/{'a' * 22}/une-place.webp"


def _decode(line: str) -> str:
    return re.sub(r"\\u([0-9a-f]{4})|\\x([0-9a-f]{2})", lambda m: chr(int(m[1] or m[2], 16)), line)


CORPUS = [
    _decode(line)
    for line in (Path(__file__).parent / "xss_corpus.txt").read_text("utf-8").split("\n")
    if line
]
SURROUNDINGS = ["{}", "<p>{}", "<p>a</p>{}<p>b</p>", "<ul><li>{}</li></ul>", "<table><tr><td>{}"]


def test_the_corpus_is_there() -> None:
    assert len(set(CORPUS)) >= 200


@pytest.mark.parametrize("surroundings", SURROUNDINGS)
@pytest.mark.parametrize("attack", CORPUS)
def test_an_attack_leaves_only_allowed_html(
    attack: str, surroundings: str, mentions: Mentions, refused: Judge
) -> None:
    try:
        html = render(surroundings.replace("{}", attack), mentions)
    except TextEmpty:
        return
    assert refused(html) == []
    assert render(html, mentions) == html


@pytest.mark.parametrize("attack", CORPUS)
def test_an_attack_in_an_attribute_stays_in_it(
    attack: str, pictures: Pictures, refused: Judge
) -> None:
    alt = attack.replace('"', "&quot;")
    html = render(f'<figure><img src="{PICTURE}" alt="{alt}"></figure>', pictures=pictures)
    assert refused(html) == []
    assert html.count("<") == html.count(">")
    assert render(html, pictures=pictures) == html
    assert offered_in_sizes(html).count(" srcset=") == html.count("<img ")


BOMBS = {
    "nested inlines": "<p>" + "<b>" * 20_000 + "x",
    "nested lists": "<ul><li>" * 8_000 + "x",
    "nested quotes": "<blockquote>" * 5_000 + "x",
    "nested tables": "<table><tr><td>" * 4_000 + "x",
    "mis-nested": "<p>" + "<b a=1><i><p>" * 4_000 + "x",
    "many paragraphs": "<p>a" * 13_000,
    "angle brackets": "<" * MAX_INPUT,
    "angle brackets in html": "<p>" + "<" * 60_000,
    "unclosed attributes": "<p " + 'a="' * 20_000,
    "unclosed links": "<p>" + '<a href="' * 7_000,
    "many attributes": "<p " + "x " * 30_000 + ">y",
    "entities": "<p>" + "&lt;" * 16_000,
    "ampersands": "&" * MAX_INPUT,
    "unclosed comments": "<p>x" + "<!--" * 16_000,
    "unclosed scripts": "<p>x" + "<script>" * 8_000,
    "blank marks": "<p>x" + "<b> </b>" * 8_000,
    "quote marks": "> " * 30_000 + "x",
    "bullets": "- " * 30_000 + "x",
    "items": "\n  - a" * 9_000,
    "lines": "a\n" * 30_000,
    "mentions": "@a b c d e " * 5_900,
    "at signs": "@" * MAX_INPUT,
    "addresses": "a@" * 30_000,
    "long address": "a" * 60_000 + "@x",
    "links": "http://a.be " * 5_000,
    "brackets behind a link": "http://a.be/" + ")" * 60_000,
    "combining marks": "a" + "\u0301" * 60_000,
    "marks in disorder": "a" + "\u0301\u0327" * 30_000,
    "joiners": "a" + "\u200d" * 60_000 + "b",
    "blanks": "a" + " " * 60_000 + "b",
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_takes_no_time(bomb: str, mentions: Mentions, refused: Judge) -> None:
    started = time.thread_time()
    try:
        html = render(BOMBS[bomb][:MAX_INPUT], mentions)
    except (TextTooLong, TextEmpty):
        html = ""
    assert time.thread_time() - started < 2
    assert refused(html) == []


@pytest.mark.parametrize("between", ["", "\u200d"])
def test_a_name_of_nothing_but_marks_takes_no_time(between: str) -> None:
    """A form's filter sees it before anything has looked how long it is."""
    started = time.thread_time()
    cleaned = one_line("a" + ("\u0301\u0327" * 15 + between) * 15_000)
    assert time.thread_time() - started < 2
    assert len(cleaned) < 40


@pytest.mark.parametrize("word", ["ệ", "שִׁ", "e\u0327\u0323\u0302\u0301", "→" * 40, "👨‍👩‍👧" * 20])
def test_marks_that_somebody_writes_stay(word: str) -> None:
    assert clean(word) == unicodedata.normalize("NFC", word)


@pytest.mark.parametrize("body", ["<" * 1_000_000, "<p>" * 100_000, "x" * (MAX_INPUT + 1)])
def test_too_much_is_refused_at_once(body: str) -> None:
    started = time.thread_time()
    with pytest.raises(TextTooLong):
        render(body)
    with pytest.raises(TextTooLong):
        mention_candidates(body)
    assert time.thread_time() - started < 0.5


@pytest.mark.parametrize(
    "body", ["", " \n\t ", "\u200b\u202e", "<p> </p>", "<p><br></p>", "<p>\u200b"]
)
def test_nothing_to_read_is_refused(body: str) -> None:
    with pytest.raises(TextEmpty):
        render(body)


PIECES = re.findall(
    r"\S+",
    """<p> </p> <b> </b> <strong> <em> <i> </em> <a></a> <br> <hr> <ul> </ul> <ol> <ol start=3>
<li> </li> <blockquote> </blockquote> <table> </table> <thead> <tbody> <tr> </tr> <td> </td> <th>
<h1> <h2> </h2> <h3> <div> </div> <span> </span> <code> </code> <svg> <script> </script>
<style> <math> <figure> </figure> <figcaption> <pre> <!-- --> < > & &lt; &amp; &#x202e; " '
<img> <p <a <x /> = onclick=alert(1) style=x \u200d \u0301 \u212b e 😀 \u200b \ud800 \x00 @
@Amina El Idrissi . , — - * 1. 3) ( http://a.be/ mailto:a@b.be /comments/12 x""",
)
PHRASES = [
    " ", "\n", "\n\n", "\n> ", "\n- ", "\n1. ", "  ", "\r\n", "\n> — Amina /comments/12",
    '<a href="javascript:alert(1)">', '<a href="https://a.be/?a=1&b=2">', '<a href="/x">', "</a>",
    '<span data-type="mention" data-id="12">', '<a class="mention" data-member="12">',
    f'<img src="{PICTURE}" alt="&lt;b&gt; \' &quot;" onerror=x>', '<td colspan="2">',
    '<blockquote cite="/comments/12">', "@Amina El Idrissi", "@amina", "@Chloé D'Hondt",
]  # fmt: skip
markup = st.lists(st.sampled_from(PIECES + PHRASES), max_size=30).map("".join)
bodies = st.one_of(markup, markup.map("<p>{}".format), st.text(max_size=200))


@settings(max_examples=400, deadline=None)
@given(bodies)
def test_whatever_is_typed_becomes_allowed_and_stable_html(
    mentions: Mentions, pictures: Pictures, refused: Judge, body: str
) -> None:
    mention_candidates(body)
    try:
        html = render(body, mentions, pictures)
    except (TextEmpty, TextTooLong):
        return
    assert refused(html) == []
    assert render(html, mentions, pictures) == html
    named = {key: m for key, m in mentions.items() if f'data-member="{m.member_id}"' in html}
    assert render(as_editable(html), named, pictures) == html
    assert len(excerpt(html, 40)) <= 41
    assert set(mentioned_members(html)) <= {3, 5, 12}
    assert "\u202e" not in plain_text(html)
