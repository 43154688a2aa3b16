"""A strategy as PDF and as DOCX: for whom its page is, whole, and readable by machines."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from io import BytesIO
from itertools import pairwise
from typing import Any

import docx
import pikepdf
import pytest
from flask import Flask

from connect import rich_text
from connect.endorsements.queries import endorsements_of
from connect.members.models import Member
from connect.strategies import queries
from connect.strategies.documents import pdf
from connect.strategies.documents.contents import Document, side_by_side
from connect.strategies.documents.paper import paper
from connect.strategies.editions import WORDED
from connect.strategies.models import Sheet, Strategy
from connect.strategies.views import documents
from connect.web.languages import speaking
from tests.support.cast import Cast
from tests.support.sheets import Sheets, in_dutch, longest_sheet
from tests.support.visitors import Visitor

BrowserOf = Callable[..., Visitor]


@pytest.fixture
def sheets(app: Flask) -> Sheets:
    return Sheets(app)


@pytest.mark.parametrize("ending", ["pdf", "docx"])
def test_a_document_is_for_whom_the_page_is(
    people: Cast, sheets: Sheets, browser_of: BrowserOf, ending: str
) -> None:
    strategy = sheets.publish(people.chloe, visibility="members")
    draft = sheets.start(people.chloe)
    assert browser_of().get(f"{strategy.url}/document.{ending}").status == 302
    assert browser_of(people.bram).get(f"{draft.url}/document.{ending}").status == 404
    found = browser_of(people.chloe).get(f"{draft.url}/document.{ending}")
    assert found.status == 200
    assert found.headers["Cache-Control"] == "no-store, private"


def test_files_have_names_that_one_finds_again(
    people: Cast, sheets: Sheets, browser_of: BrowserOf
) -> None:
    strategy = sheets.publish(people.chloe)
    for ending in ("pdf", "docx"):
        answer = browser_of(people.chloe).get(f"{strategy.url}/document.{ending}")
        name = f"filename=anderlecht-un-cafe-avant-le-dossier.{ending}"
        assert name in answer.headers["Content-Disposition"]


def test_a_pdf_says_what_it_is(people: Cast, sheets: Sheets, browser_of: BrowserOf) -> None:
    strategy = sheets.publish(people.chloe)
    file = _pdf(browser_of(people.chloe), strategy)
    assert file.Root.MarkInfo.Marked
    assert file.Root.ViewerPreferences.DisplayDocTitle
    assert str(file.Root.Lang) == "fr"
    assert str(file.docinfo.Title) == strategy.title
    assert "Anderlecht" in str(file.docinfo.Author)
    with file.open_metadata() as metadata:
        assert metadata["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"
    assert file.Root.Outlines.Count > 3


def test_everything_in_a_pdf_is_tagged_in_its_language(
    people: Cast, sheets: Sheets, browser_of: BrowserOf
) -> None:
    strategy = sheets.publish(people.chloe)
    sheets.translate(people.bram, strategy)
    file = _pdf(browser_of(people.chloe), strategy)
    elements = list(_elements(file.Root.StructTreeRoot))
    kinds = [str(element.S) for element in elements]
    figures = [element for element in elements if element.S == "/Figure"]
    assert figures
    assert all(str(figure.Alt) for figure in figures)
    assert {"/H1", "/H2", "/H3", "/L", "/LI", "/Table", "/TH", "/TD", "/P", "/Link"} <= set(kinds)
    levels = [int(kind[2]) for kind in kinds if re.fullmatch("/H[1-6]", kind)]
    assert levels[0] == 1
    assert all(deeper - level <= 1 for level, deeper in pairwise(levels))
    langs = {str(e.S): str(e.Lang) for e in elements if "/Lang" in e}
    assert langs == {"/Art": "fr", "/Part": "nl"}
    assert all("/Headers" in e.A for e in elements if e.S == "/TD")
    links = [a for page in file.pages for a in page.get("/Annots", []) if a.Subtype == "/Link"]
    assert links
    assert all(str(link.Contents) for link in links)
    assert all("/StructParents" in page or "/Tabs" in page for page in file.pages)


def test_nothing_is_drawn_in_a_pdf_that_is_neither_tagged_nor_decoration(
    people: Cast, sheets: Sheets, browser_of: BrowserOf
) -> None:
    file = _pdf(browser_of(people.chloe), sheets.publish(people.chloe))
    for page in file.pages:
        depth = 0
        for operator, operands in _drawn(page):
            if operator in ("BDC", "BMC"):
                depth += 1
            elif operator == "EMC":
                depth -= 1
            elif operator in ("Tj", "TJ"):
                assert depth > 0, operands
        assert depth == 0


def test_its_fonts_are_ours_and_inside(people: Cast, sheets: Sheets, browser_of: BrowserOf) -> None:
    file = _pdf(browser_of(people.chloe), sheets.publish(people.chloe))
    names = set()
    for page in file.pages:
        for font in page.Resources.Font.values():
            below = font.DescendantFonts[0]
            assert {"/FontFile2", "/FontFile3"} & set(below.FontDescriptor.keys())
            names.add(str(below.BaseFont).partition("+")[2])
    assert names
    assert all(name.startswith("Source-S") for name in names), names


def test_no_word_is_lost_or_cut_however_much_both_languages_say(
    app: Flask, people: Cast, sheets: Sheets, browser_of: BrowserOf
) -> None:
    said = longest_sheet("fr", contact=people.chloe.id)
    translation = longest_sheet("nl")
    strategy = sheets.publish(people.chloe, **said)
    sheets.set(strategy, lang="fr")
    words = {field.name: translation[field.name] for field in WORDED if field.name != "links"}
    sheets.translate(people.bram, strategy, **words)
    with app.test_request_context(), speaking("fr"):
        laid_out = pdf.laid_out(paper(_document(people.chloe, strategy)))
    columns = {side: _plain(_column(laid_out, side)) for side in ("article", "main")}
    wanted = {"article": list(_words_of(said)), "main": list(_words_of(words))}
    assert len(wanted["article"]) > 1500
    for side, all_words in wanted.items():
        assert not [word for word in all_words if word not in columns[side]]
    assert not list(_outside(laid_out))
    drawn = "".join(map(_text_of, _pdf(browser_of(people.chloe), strategy).pages))
    assert Counter("".join(columns.values())) <= Counter(_plain(drawn))


def test_what_is_not_translated_says_so_on_its_side(
    people: Cast, sheets: Sheets, browser_of: BrowserOf
) -> None:
    strategy = sheets.publish(people.chloe)
    sheets.translate(people.bram, strategy, obstacles="")
    file = _pdf(browser_of(people.chloe), strategy)
    text = "".join(map(_text_of, file.pages))
    assert text.count("Le formulaire en ligne") == 1
    assert "Bemiddelaars die Roemeens spreken" in text


def test_nothing_but_our_own_files_is_fetched_for_a_pdf() -> None:
    fetch = pdf._own_files().fetch
    for url in ("http://localhost/x", "file:///etc/passwd", "data:text/plain,x", "ftp://x/y"):
        with pytest.raises(ValueError, match="not one of our own"):
            fetch(url)
    with pytest.raises(RuntimeError):
        fetch("own:../../../../etc/passwd")
    assert fetch("own:favicon.svg").read().startswith(b"<svg")


def test_without_the_system_s_libraries_a_page_says_what_else_there_is(
    people: Cast, sheets: Sheets, browser_of: BrowserOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    strategy = sheets.publish(people.chloe)
    monkeypatch.setattr(documents, "is_available", lambda: False)
    answer = browser_of(people.chloe).get(f"{strategy.url}/document.pdf")
    assert answer.status == 503
    assert answer.page.select_one(f'a[href="{strategy.url}/document.docx"]')


def test_documents_cannot_be_asked_for_without_end(
    people: Cast, sheets: Sheets, browser_of: BrowserOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    strategy = sheets.publish(people.chloe)
    monkeypatch.setattr(documents, "is_available", lambda: False)
    chloe = browser_of(people.chloe)
    statuses = [chloe.get(f"{strategy.url}/document.{e}").status for e in ["pdf", "docx"] * 11]
    assert set(statuses[:20]) == {503, 200}
    assert set(statuses[20:]) == {429}
    assert browser_of(people.bram).get(f"{strategy.url}/document.docx").status == 200


def test_a_docx_has_headings_lists_and_tables_in_the_language_of_its_words(
    people: Cast, sheets: Sheets, browser_of: BrowserOf
) -> None:
    strategy = sheets.publish(people.chloe)
    sheets.translate(people.bram, strategy)
    for locale, title, code in (
        ("fr", strategy.title, "fr-BE"),
        ("nl", in_dutch()["title"], "nl-BE"),
    ):
        answer = browser_of(people.chloe).get(f"{strategy.url}/document.docx?lang={locale}")
        file = docx.Document(BytesIO(answer.response.data))
        styles = {p.style.name for p in file.paragraphs if p.style}
        assert {"Title", "Heading 1", "Heading 2", "List Bullet", "List Number"} <= styles
        assert file.paragraphs[0].text == title
        assert file.core_properties.title == title
        assert f'w:lang w:val="{code}"' in file.styles.element.xml
        assert len(file.tables) == 3


def test_a_docx_says_all_that_the_sheet_says(
    people: Cast, sheets: Sheets, browser_of: BrowserOf
) -> None:
    said = longest_sheet("fr", contact=people.chloe.id)
    strategy = sheets.publish(people.chloe, **said)
    answer = browser_of(people.chloe).get(f"{strategy.url}/document.docx?lang=fr")
    file = docx.Document(BytesIO(answer.response.data))
    cells = (cell.text for table in file.tables for row in table.rows for cell in row.cells)
    text = " ".join([*(p.text for p in file.paragraphs), *cells])
    assert not [word for word in _words_of(said) if word not in text]


def _pdf(browser: Visitor, strategy: Strategy) -> pikepdf.Pdf:
    answer = browser.get(f"{strategy.url}/document.pdf?lang=fr")
    assert (answer.status, answer.response.mimetype) == (200, "application/pdf")
    return pikepdf.open(BytesIO(answer.response.data))


def _document(reader: Member, strategy: Strategy) -> Document:
    found = queries.reach_strategy(reader, strategy.id)
    assert found
    return Document(
        strategy=found,
        articles=side_by_side(found, queries.translations_of(found), "fr"),
        themes=queries.themes_of(reader, found),
        endorsements=endorsements_of(found.subject),
        taken_on=documents._today(),
    )


def _words_of(sheet: Sheet) -> Iterator[str]:
    for field in WORDED:
        value = sheet.get(field.name, "")
        if field.shape == "rows":
            texts = [cell for row in value for column, cell in row.items() if column != "level"]
        else:
            texts = value if isinstance(value, list) else [value]
        for text in texts:
            yield from rich_text.plain_text(text).split() if field.shape == "text" else text.split()


def _plain(text: str) -> str:
    """As it reads, wherever its lines and pages end."""
    return re.sub(r"[\s\-\u2010\u00ad]", "", text)


def _column(document: Any, side: str) -> str:
    """What the left (article) or the right (main) cells say, from page to page."""
    cells = (cell for page in document.pages for cell in _cells(page._page_box, side))
    return "".join(text.text for cell in cells for text, _cell in _texts(cell, None))


def _cells(box: Any, side: str) -> Iterator[Any]:
    for child in getattr(box, "children", []):
        if child.element_tag == side:
            yield child
        else:
            yield from _cells(child, side)


def _elements(element: Any) -> Iterator[Any]:
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from _elements(kid)


def _text_of(page: pikepdf.Page) -> str:
    """What its fonts' own tables say of each character that is drawn."""
    tables = {name: _unicode_of(font) for name, font in page.Resources.Font.items()}
    found, table = [], {}
    for operator, operands in _drawn(page):
        if operator == "Tf":
            table = tables[str(operands[0])]
        elif operator in ("Tj", "TJ"):
            strings = operands[0] if operator == "TJ" else operands
            for part in strings:
                if isinstance(part, pikepdf.String):
                    code = bytes(part).hex()
                    found += [table.get(code[n : n + 4], "") for n in range(0, len(code), 4)]
    return "".join(found)


def _drawn(page: pikepdf.Page) -> Iterator[tuple[str, Any]]:
    """Operators of the page, each with its operands."""
    for instruction in pikepdf.parse_content_stream(page):
        yield str(instruction.operator), instruction.operands


def _unicode_of(font: Any) -> dict[str, str]:
    table = font.ToUnicode.read_bytes().decode()
    pairs = re.findall(r"<([0-9a-fA-F]{4})>\s*<([0-9a-fA-F]+)>", table)
    return {code.lower(): bytes.fromhex(said).decode("utf-16-be") for code, said in pairs}


def _outside(document: Any) -> Iterator[tuple[str, float]]:
    """Texts that leave the room between the margins, or their half of it."""
    for page in document.pages:
        box = page._page_box
        left = box.position_x + box.margin_left
        right, bottom = left + box.width, box.position_y + box.margin_top + box.height
        for text, cell in _texts(box, None):
            most = right if cell is None else cell.position_x + cell.border_width()
            is_out = text.position_x < left - 1 or text.position_x + text.width > most + 1
            if is_out or text.position_y + text.height > bottom + 2:
                yield text.text, text.position_x


def _texts(box: Any, cell: Any) -> Iterator[tuple[Any, Any]]:
    from weasyprint.formatting_structure import boxes

    for child in getattr(box, "children", []):
        if isinstance(child, boxes.MarginBox):
            continue
        if isinstance(child, boxes.TextBox):
            yield child, cell
        else:
            is_cell = child.element_tag in ("article", "main", "td", "th")
            yield from _texts(child, child if is_cell else cell)
