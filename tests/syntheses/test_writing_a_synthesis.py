"""Saving what a thread comes to: lines, their texts, and what is refused with its words kept."""

from collections.abc import Callable

import pytest
from flask import Flask

from connect.database import db
from connect.discussions.models import Comment
from connect.syntheses.models import LONGEST_LINE, MOST_CITED, MOST_LINES, SynthesisVersion
from tests.support.cast import Cast
from tests.support.visitors import Visitor
from tests.syntheses.conftest import Writing

BrowserOf = Callable[..., Visitor]

pytestmark = pytest.mark.any_database


def counts(writing: Writing) -> list[int]:
    return [writing.talk.again(c).citation_count for c in (writing.first, writing.second)]


def test_a_moderator_writes_one_and_everybody_reads_it_above_the_answers(
    people: Cast, browser_of: BrowserOf, writing: Writing
) -> None:
    row = {"fr": "Un référent par quartier.", "nl": "Een aanspreekpunt.", "texts": "1"}
    row["texts"] = f"http://localhost/comments/{writing.first.id}, #{writing.second.id}"
    form = writing.form(row, also={"open-0-nl": "Wie betaalt?", "debated-0-fr": "  "})
    answer = browser_of(people.amina).post(writing.address, form)
    assert (answer.status, answer.location) == (303, writing.address)
    page = browser_of(people.bram).get(writing.thread.url).page
    block = page.select_one("#synthesis")
    assert block
    pair = block.select_one("#line-1 .synthesis__pair")
    assert pair
    assert [p.get_text() for p in pair.select("p")] == ["Een aanspreekpunt.", row["fr"]]
    assert [p.get("lang") for p in pair.select("p")] == [None, "fr"]
    links = [a["href"] for a in block.select("#line-1 .synthesis__texts a")]
    assert links == [writing.first.url, writing.second.url]
    assert len(block.select(".synthesis__line")) == 2
    assert counts(writing) == [1, 1]


def test_what_is_not_translated_yet_is_shown_in_its_own_language(
    people: Cast, browser_of: BrowserOf, writing: Writing
) -> None:
    writing.save(writing.agreed("Un référent par quartier."))
    line = browser_of(people.bram).get(writing.address).page.select_one("#line-1")
    assert line
    missing, other = line.select(".synthesis__pair p")
    assert "synthesis__missing" in missing["class"]
    assert other["lang"] == "fr"


def test_a_text_says_that_it_is_used_and_leads_to_the_line(
    people: Cast, browser_of: BrowserOf, writing: Writing
) -> None:
    writing.save(writing.agreed("Un.", writing.second), writing.agreed("Deux.", writing.first))
    dirk = browser_of(people.dirk)
    used = f"#comment-{writing.first.id} a[href='{writing.first.url}/synthesis']"
    assert dirk.get(writing.thread.url).page.select(used)
    assert dirk.get(f"{writing.first.url}/synthesis").location == f"{writing.address}#line-2"
    writing.save(writing.agreed("Un.", writing.second))
    assert not dirk.get(writing.thread.url).page.select(used)
    assert dirk.get(f"{writing.first.url}/synthesis").status == 404
    assert counts(writing) == [0, 1]


def test_the_same_sent_twice_is_one_version(
    app: Flask, people: Cast, browser_of: BrowserOf, writing: Writing
) -> None:
    form = writing.form({"fr": "Un référent.", "texts": str(writing.first.id)})
    amina = browser_of(people.amina)
    assert [amina.post(writing.address, form).status for _ in range(2)] == [303, 303]
    with app.app_context():
        assert db.session.query(SynthesisVersion).count() == 1
    assert counts(writing) == [1, 0]


def test_of_two_who_write_at_once_the_second_is_shown_both(
    people: Cast, browser_of: BrowserOf, writing: Writing
) -> None:
    writing.save(writing.agreed("Le premier a gagné."))
    answer = browser_of(people.amina).post(writing.address, writing.form({"fr": "Le second."}))
    assert answer.status == 409
    assert "Le premier a gagné." in answer.text
    fields = answer.page.select_one("form.sheet-form")
    assert fields
    assert fields.select_one("[name=agreed-0-fr]").get_text() == "Le second."  # type: ignore[union-attr]
    version = fields.select_one("[name=version]")["value"]  # type: ignore[index]
    again = browser_of(people.amina).post(
        writing.address, writing.form({"fr": "Les deux."}, version=int(str(version)))
    )
    assert again.status == 303
    assert [shown.line.fr for shown in writing.now.lines] == ["Les deux."]


@pytest.mark.parametrize(
    "row",
    [
        {"fr": "x" * (LONGEST_LINE + 1)},
        {"fr": "Un.", "texts": "999999"},
        {"fr": "Un.", "texts": "quelqu’un"},
        {"texts": "1"},
        {"fr": "Un.", "texts": "9" * 400},
    ],
    ids=["too long", "unknown text", "no text", "no words", "absurd number"],
)
def test_what_cannot_be_kept_comes_back_with_its_words(
    people: Cast, browser_of: BrowserOf, writing: Writing, row: dict[str, str]
) -> None:
    answer = browser_of(people.amina).post(writing.address, writing.form(row))
    assert answer.status == 422
    assert answer.page.select("#error-summary")
    for name, words in row.items():
        cell = answer.page.select_one(f"[name=agreed-0-{name}]")
        assert cell
        assert (cell.get("value") or cell.get_text()) == words
    assert browser_of(people.amina).get(writing.address).status == 404


def test_a_text_of_another_thread_is_refused_as_if_there_was_none(
    people: Cast, browser_of: BrowserOf, writing: Writing
) -> None:
    other = writing.talk.open(people.chloe, people.circle, body="Un secret.")
    secret = writing.talk.post(people.bram, other, "Ceci reste entre nous.")
    form = writing.form({"fr": "Un.", "texts": str(secret.id)})
    answer = browser_of(people.amina).post(writing.address, form)
    assert answer.status == 422
    assert "Ceci reste entre nous." not in answer.text
    assert answer.page.select(f"[name=agreed-0-texts][value='{secret.id}']")


def test_there_are_thirty_lines_at_most_and_at_least_one(
    people: Cast, browser_of: BrowserOf, writing: Writing
) -> None:
    amina = browser_of(people.amina)
    many = {f"{name}-{n}-fr": f"Ligne {n}." for name in ("agreed", "open") for n in range(16)}
    assert amina.post(writing.address, writing.form(also=many)).status == 422
    assert amina.post(writing.address, writing.form({"fr": " "})).status == 422
    texts = " ".join(
        str(writing.talk.post(people.bram, writing.thread, f"Tekst {n}.").id)
        for n in range(MOST_CITED + 1)
    )
    too_many = writing.form({"fr": "Un.", "texts": texts})
    assert amina.post(writing.address, too_many).status == 422
    just = {f"agreed-{n}-fr": f"Ligne {n}." for n in range(MOST_LINES)}
    assert amina.post(writing.address, writing.form(also=just)).status == 303


def test_lines_are_moved_added_and_removed_without_javascript(
    people: Cast, browser_of: BrowserOf, writing: Writing
) -> None:
    form = writing.form({"fr": "Un."}, {"fr": "Deux."}, reshape="agreed:down:0")
    page = browser_of(people.amina).post(f"{writing.address}/edit", form).page
    cells = [page.select_one(f"[name=agreed-{n}-fr]").get_text() for n in (0, 1)]  # type: ignore[union-attr]
    assert cells == ["Deux.", "Un."]
    assert not page.select("[name=agreed-4-fr]")
    more = browser_of(people.amina).post(
        f"{writing.address}/edit", {**form, "reshape": "agreed:more"}
    )
    assert more.page.select("[name=agreed-4-fr]")


def test_what_is_being_written_is_kept_as_a_draft(
    people: Cast, browser_of: BrowserOf, writing: Writing
) -> None:
    amina, place = browser_of(people.amina), f"synthesis:{writing.thread.id}"
    form = writing.form({"fr": "Pas encore fini."})
    assert amina.post(f"/drafts/{place}", form).status == 303
    page = amina.get(f"{writing.address}/edit")
    assert "Pas encore fini." in page.text
    assert browser_of(people.bram).post(f"/drafts/{place}", form).status == 403
    amina.post(writing.address, form)
    assert amina.get(f"/drafts/{place}").status == 404


def test_what_was_sent_after_signing_out_becomes_a_draft(
    people: Cast, browser_of: BrowserOf, writing: Writing
) -> None:
    form = writing.form({"fr": "Écrit trop tard."}, place=f"synthesis:{writing.thread.id}")
    answer = browser_of().post(writing.address, form)
    assert answer.status == 401
    assert answer.page.select("[name=kept]")
    assert "Écrit trop tard." in answer.text


def test_a_text_is_used_from_its_own_page(
    app: Flask, people: Cast, browser_of: BrowserOf, writing: Writing
) -> None:
    amina, door = browser_of(people.amina), f"{writing.first.url}/citation"
    assert amina.get(writing.thread.url).page.select(f"a[href='{door}']:not([hidden])")
    new = {"version": "0", "place": "debated", "fr": "Le soir ou la nuit ?"}
    assert amina.post(door, new).location == writing.address
    also = {"version": "1", "place": "1"}
    door = f"{writing.second.url}/citation"
    assert amina.post(door, also).status == 303
    assert amina.post(door, also).status == 303, "sent twice, it is one citation"
    line = writing.now.lines[0].line
    assert line.cites == (writing.first.id, writing.second.id)
    stale = amina.post(door, {"version": "1", "place": "open", "nl": "Wat nu?"})
    assert stale.status == 409
    assert "Wat nu?" in stale.text
    for wrong in ({"version": "2", "place": "7"}, {"version": "2", "place": "open"}, {}):
        assert amina.post(door, wrong).status == 422
    with app.app_context():
        assert db.session.get_one(Comment, writing.second.id).citation_count == 1


def test_who_is_writing_is_led_there_from_a_text(
    people: Cast, browser_of: BrowserOf, writing: Writing
) -> None:
    amina = browser_of(people.amina)
    amina.post(f"/drafts/synthesis:{writing.thread.id}", writing.form({"fr": "Pas fini."}))
    page = amina.get(f"{writing.first.url}/citation").page
    assert page.select(f"a[href='{writing.address}/edit']")
    assert not page.select("form[action$=citation]")
