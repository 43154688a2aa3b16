"""What an editor sends: the schema is kept, everything else gives way to its text."""

import pytest

from connect.rich_text import excerpt, plain_text, render


@pytest.mark.parametrize(
    "stored",
    [
        "<h2>Titre</h2><h3>x</h3><p>a <strong>b</strong> <em>c</em> <code>d</code></p><hr><p>e</p>",
        "<ul><li><p>un</p></li><li><p>deux</p><ol><li><p>x</p></li></ol></li></ul>",
        '<table><thead><tr><th colspan="2">a</th></tr></thead>'
        "<tbody><tr><td>b</td><td></td></tr></tbody></table>",
        '<p><a href="tel:+32475">tel</a> <a href="/themes/x">thème</a></p>',
    ],
)
def test_what_the_editor_offers_is_kept(stored: str) -> None:
    assert render(stored) == stored


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("<p><b>a</b><i>b</i></p>", "<p><strong>a</strong><em>b</em></p>"),
        ("<h1>a</h1><h5>b</h5>", "<h2>a</h2><h3>b</h3>"),
        ("<p>a<p>b<ul><li>c<li>d</ul>e", "<p>a</p><p>b</p><ul><li>c</li><li>d</li></ul><p>e</p>"),
        ("<ul>x<li></li></ul>", "<ul><li>x</li></ul>"),
        ("<p></p><p>a<br></p><p><strong> </strong></p>", "<p>a</p>"),
        ('<p style="color:red" class="x" id="y">a</p>', "<p>a</p>"),
        ("<p>a<script>b</script><style>c</style></p>", "<p>a</p>"),
        ('<p><a href="https://a.be"><a href="/b">x</a></a></p>',
         '<p><a href="https://a.be" rel="nofollow noopener ugc">x</a></p>'),
        ('<p>a<img src="https://evil.example/x.png">b</p>', "<p>a</p><p>b</p>"),
        ("<blockquote>a</blockquote>", "<blockquote><p>a</p></blockquote>"),
    ],
)  # fmt: skip
def test_other_markup_gives_way_to_its_text(typed: str, stored: str) -> None:
    assert render(typed) == stored


def test_plain_text_has_a_line_for_each_block() -> None:
    html = (
        "<h2>T</h2><p>a<br>b</p><ul><li>c<ul><li>d</li></ul></li></ul><table><tbody><tr><td>e &amp;"
    )
    assert plain_text(html) == "T\na\nb\nc\nd\ne &"


def test_an_excerpt_ends_at_a_word_and_leaves_quotes_out() -> None:
    html = "<blockquote><p>vieux</p></blockquote><p>Un deux trois, quatre cinq</p>"
    assert excerpt(html) == "Un deux trois, quatre cinq"
    assert excerpt(html, 16) == "Un deux trois…"
    assert excerpt("<blockquote><p>vieux</p></blockquote>") == "vieux"
