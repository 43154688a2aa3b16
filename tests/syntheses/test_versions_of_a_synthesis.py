"""Every save can be read, compared, and restored by who writes."""

from collections.abc import Callable

from flask import Flask

from connect.syntheses import queries
from connect.syntheses.models import Line
from tests.support.cast import Cast
from tests.support.statements import queries_of
from tests.support.visitors import Visitor
from tests.syntheses.conftest import Writing

BrowserOf = Callable[..., Visitor]


def test_each_version_is_read_against_the_one_before(
    people: Cast, browser_of: BrowserOf, writing: Writing
) -> None:
    writing.save(writing.agreed("Un référent par quartier."))
    writing.save(writing.agreed("Un référent par commune."), writer=people.olga)
    page = browser_of(people.bram).get(f"{writing.address}/history").page
    latest, first = page.select(".version")
    assert people.olga.name in latest.get_text()
    assert "quartier." in latest.select("del")[0].get_text()
    assert "commune." in latest.select("ins")[0].get_text()
    assert "Un référent par quartier." in first.get_text()
    assert not page.select("form[action$=restoration]")


def test_a_writer_restores_a_version_as_a_new_one(
    people: Cast, browser_of: BrowserOf, writing: Writing
) -> None:
    writing.save(writing.agreed("Avant.", writing.first))
    writing.save(writing.agreed("Après.", writing.second))
    amina = browser_of(people.amina)
    door = f"{writing.address}/versions/1/restoration"
    assert amina.get(f"{writing.address}/history").page.select(f"form[action='{door}']")
    for _ in range(2):
        assert amina.post(door).location == writing.address
    assert writing.now.version.number == 3
    assert [shown.line.fr for shown in writing.now.lines] == ["Avant."]
    counts = [writing.talk.again(c).citation_count for c in (writing.first, writing.second)]
    assert counts == [1, 0]
    assert amina.post(f"{writing.address}/versions/9/restoration").status == 404


def test_a_change_of_texts_alone_is_said(
    people: Cast, browser_of: BrowserOf, writing: Writing
) -> None:
    writing.save(writing.agreed("Avant.", writing.first))
    writing.save(writing.agreed("Avant.", writing.second))
    page = browser_of(people.bram).get(f"{writing.address}/history").page
    assert page.select("#version-2 .version__note")
    assert not page.select("#version-1 .version__note")


def test_many_versions_come_in_pages_each_compared(
    people: Cast, browser_of: BrowserOf, writing: Writing
) -> None:
    for number in range(queries.SHOWN_VERSIONS + 2):
        writing.save(writing.agreed(f"Version {number}."))
    bram = browser_of(people.bram)
    page = bram.get(f"{writing.address}/history").page
    assert len(page.select(".version")) == queries.SHOWN_VERSIONS
    assert page.select(".version")[-1].select("del")
    older = bram.get(f"{writing.address}/history?before=3").page
    assert [v["id"] for v in older.select(".version")] == ["version-2", "version-1"]


def test_a_thread_costs_one_statement_more_for_its_synthesis(
    app: Flask, people: Cast, browser_of: BrowserOf, writing: Writing
) -> None:
    """However many lines it has, and however many texts these rest on."""
    counts = []
    for lines in (0, 1, 12):
        if lines:
            texts = (writing.first, writing.second)
            writing.save(*(writing.agreed(f"Ligne {n}.", *texts) for n in range(lines)))
        with queries_of() as queries_sent:
            assert browser_of(people.bram).get(writing.thread.url).status == 200
        counts.append(len(queries_sent))
    assert counts == [counts[0], counts[0] + 1, counts[0] + 1]
    pages = {writing.address: 4, f"{writing.address}/history": 4, f"{writing.address}/edit": 7}
    for path, budget in pages.items():
        amina = browser_of(people.amina)
        with queries_of() as queries_sent:
            assert amina.get(path).status == 200
        assert len(queries_sent) <= budget, "\n\n".join(queries_sent)


def test_lines_keep_the_order_of_the_hand(writing: Writing) -> None:
    said = [Line("open", "C"), Line("open", "A"), Line("open", "B")]
    writing.save(*said)
    assert [shown.line for shown in writing.now.lines] == said
