"""Mentions: who could be meant, who is, and what a forged one becomes."""

import pytest

from connect.rich_text import Mention, mention_candidates, mentioned_members, render

AMINA = '<a class="mention" href="/members/12" data-member="12">@Amina El Idrissi</a>'
CHLOE = '<a class="mention" href="/members/5" data-member="5">@Chloé D’Hondt</a>'


def test_candidates_are_the_next_one_to_five_words() -> None:
    assert mention_candidates("Merci @Amina El Idrissi, à demain") == {
        "amina",
        "amina el",
        "amina el idrissi",
    }
    assert mention_candidates("@Chloé.") == {"chloe.", "chloe"}
    assert mention_candidates("x@amina.be") == set()


def test_only_the_first_fifty_mentions_are_looked_at() -> None:
    assert len(mention_candidates(", ".join(f"@m{n}" for n in range(1_000)))) == 50


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("Merci @amina el idrissi.", f"Merci {AMINA}."),
        ("(@AMINA EL IDRISSI)", f"({AMINA})"),
        ("@Chloe D'Hondt et @Amina El Idrissi", f"{CHLOE} et {AMINA}"),
        ("x@Amina El Idrissi", "x@Amina El Idrissi"),
        ("@Inconnue", "@Inconnue"),
    ],
)
def test_a_known_name_becomes_a_mention(
    typed: str, stored: str, mentions: dict[str, Mention]
) -> None:
    assert render(typed, mentions) == f"<p>{stored}</p>"


def test_the_longest_name_is_meant(mentions: dict[str, Mention]) -> None:
    assert mentioned_members(render("@Amina El Idrissi", mentions)) == [12]
    assert mentioned_members(render("@Amina El", mentions)) == [3]


def test_the_editor_s_mention_shows_the_member_s_own_name(mentions: dict[str, Mention]) -> None:
    body = '<p><span data-type="mention" data-id="12">@Le Ministre</span></p>'
    assert render(body, mentions) == f"<p>{AMINA}</p>"


@pytest.mark.parametrize(
    "forged",
    [
        '<p><span data-type="mention" data-id="99">@Bram</span></p>',
        '<p><a class="mention" data-member="99">@Bram</a></p>',
    ],
)
def test_a_mention_of_somebody_else_is_only_text(forged: str, mentions: dict[str, Mention]) -> None:
    assert render(forged, mentions) == "<p>@Bram</p>"


def test_a_quoted_mention_calls_nobody(mentions: dict[str, Mention]) -> None:
    stored = render("> @Amina El Idrissi\n\n@Chloé D’Hondt et @chloé d'hondt", mentions)
    assert mentioned_members(stored) == [5]


def test_names_and_addresses_written_in_the_editor_are_linked_too(
    mentions: dict[str, Mention],
) -> None:
    typed = "<p>Dag @Amina, zie <strong>https://a.be/x.</strong></p><p><code>@Amina</code></p>"
    stored = render(typed, mentions)
    assert stored == (
        '<p>Dag <a class="mention" href="/members/3" data-member="3">@Amina</a>, zie '
        '<strong><a href="https://a.be/x" rel="nofollow noopener ugc">https://a.be/x</a>.</strong>'
        "</p><p><code>@Amina</code></p>"
    )
    assert render(stored, mentions) == stored
