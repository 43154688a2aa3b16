"""What people type in a text field, and what they find there when they edit."""

import pytest

from connect.rich_text import Mention, as_editable, quote, render

REL = 'rel="nofollow noopener ugc"'


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("Bonjour", "<p>Bonjour</p>"),
        ("  un \r\ndeux\r\rtrois\n\n\n", "<p>un<br>deux</p><p>trois</p>"),
        ("Voici :\n- un\n* deux", "<p>Voici :</p><ul><li>un</li><li>deux</li></ul>"),
        ("1. un\n2. deux", "<ol><li>un</li><li>deux</li></ol>"),
        ("3) trois", '<ol start="3"><li>trois</li></ol>'),
        ("- un\n  suite\n  - sous", "<ul><li>un<br>suite<ul><li>sous</li></ul></li></ul>"),
        ("> a\n>\n> - b\n\nc", "<blockquote><p>a</p><ul><li>b</li></ul></blockquote><p>c</p>"),
        ('a < b & "c"', '<p>a &lt; b &amp; "c"</p>'),
        ("Le 21.01.2021 - midi", "<p>Le 21.01.2021 - midi</p>"),
        ("<b>gras</b>", "<p>&lt;b&gt;gras&lt;/b&gt;</p>"),
        ("e\u0301te\u0301 \u202egpj\u200b.exe", "<p>été gpj.exe</p>"),
        ("Deux\u00a0: « oui »", "<p>Deux\u00a0: « oui »</p>"),
        ("👩\u200d👧", "<p>👩\u200d👧</p>"),
    ],
)
def test_plain_text_becomes_html(typed: str, stored: str) -> None:
    assert render(typed) == stored


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("Voir https://a.be/x?a=1&b=2.", f'Voir <a href="https://a.be/x?a=1&amp;b=2" {REL}>'
         "https://a.be/x?a=1&amp;b=2</a>."),
        ("(https://a.be/x)", f'(<a href="https://a.be/x" {REL}>https://a.be/x</a>)'),
        ("https://a.be/x_(y)", f'<a href="https://a.be/x_(y)" {REL}>https://a.be/x_(y)</a>'),
        ("info@befus.be!", '<a href="mailto:info@befus.be">info@befus.be</a>!'),
        ("cf. /comments/12, merci", 'cf. <a href="/comments/12">/comments/12</a>, merci'),
        ("javascript:alert(1) ftp://a.be", "javascript:alert(1) ftp://a.be"),
    ],
)  # fmt: skip
def test_addresses_become_links(typed: str, stored: str) -> None:
    assert render(typed) == f"<p>{stored}</p>"


@pytest.mark.parametrize(
    "typed",
    [
        "Bonjour @Amina El Idrissi, voici https://a.be/x.\nEt encore\n\nFin",
        "1. un\n2. deux\n\n- a\n  suite\n  - b\n- c",
        "> cité\n>\n> — Bram De Smet /comments/12\n\nMa réponse à @amina el idrissi.",
        "> > plus ancien\n>\n> ancien\n\nnouveau",
        "3. trois\n4. quatre",
    ],
)
def test_editing_finds_the_notation_again(typed: str, mentions: dict[str, Mention]) -> None:
    stored = render(typed, mentions)
    editable = as_editable(stored)
    assert "<" not in editable
    assert render(editable, mentions) == stored


@pytest.mark.parametrize(
    "stored",
    [
        "<p><strong>gras</strong></p>",
        "<h2>Titre</h2><p>x</p>",
        "<p>- pas une liste</p>",
        "<table><tbody><tr><td>x</td></tr></tbody></table>",
    ],
)
def test_editing_keeps_the_html_that_the_notation_cannot_say(stored: str) -> None:
    assert as_editable(stored) == stored


def test_a_quoted_passage_says_whose_comment_it_is() -> None:
    passage = quote("<p>un</p><blockquote><p>vieux</p></blockquote><p>deux</p>", "Bram\nDe Smet", 7)
    assert passage == "> un\n>\n> deux\n> — Bram De Smet /comments/7"
    assert render(passage + "\n\nOui") == (
        '<blockquote cite="/comments/7"><p>un</p><p>deux</p>'
        '<p>— <a href="/comments/7">Bram De Smet</a></p></blockquote><p>Oui</p>'
    )


def test_plain_text_can_be_quoted_too() -> None:
    assert quote("un\r\ndeux", "Bram", 7) == "> un\n> deux\n> — Bram /comments/7"
