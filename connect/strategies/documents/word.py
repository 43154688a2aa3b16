"""A strategy as DOCX: styles of headings and lists, tables, the language of its words."""

from collections.abc import Mapping
from io import BytesIO
from typing import Any

import docx
from docx.document import Document as WordFile
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from flask_babel import force_locale
from flask_babel import gettext as _

from connect.rich_text import Paragraph, paragraphs
from connect.strategies.articles import Article, Piece
from connect.strategies.documents.contents import Document

STYLES: Mapping[str, str] = {
    "h2": "Heading 3",
    "h3": "Heading 4",
    "li": "List Bullet",
    "blockquote": "Quote",
    "figcaption": "Caption",
}
"""Of the paragraphs of a text, which stands under headings of levels 1 and 2."""
FULL_LANG = {"fr": "fr-BE", "nl": "nl-BE", "de": "de-BE", "en": "en-GB"}


def docx_of(document: Document) -> bytes:
    """Of the first of its articles."""
    article = document.articles[0]
    file = docx.Document()
    _set_properties(file, document, article)
    with force_locale(article.locale):
        _write_head(file, document, article)
        _write_facts(file, article)
        for section in article.sections:
            file.add_heading(section.title, 1)
            for piece in section.pieces:
                file.add_heading(piece.label, 2)
                _write_piece(file, piece)
        for last in filter(None, (article.needs, article.links)):
            file.add_heading(last.label, 1)
            _write_piece(file, last)
        _write_colophon(file, document, article)
    written = BytesIO()
    file.save(written)
    return written.getvalue()


def _set_properties(file: WordFile, document: Document, article: Article) -> None:
    properties, lang = file.core_properties, FULL_LANG[article.edition.lang]
    properties.title = article.title
    properties.author = ", ".join(document.authors())
    properties.language = lang
    properties.comments = document.address
    properties.subject = ", ".join(document.theme_names(article.locale))
    run = file.styles.element.find(".//" + qn("w:rPrDefault")).find(qn("w:rPr"))
    for old in run.findall(qn("w:lang")):
        run.remove(old)
    named = OxmlElement("w:lang")
    named.set(qn("w:val"), lang)
    run.append(named)
    file.styles["Normal"].font.size = Pt(11)


def _write_head(file: WordFile, document: Document, article: Article) -> None:
    file.add_heading(article.title, 0)
    file.add_paragraph(", ".join(article.places), "Subtitle")
    _write_text(file, article.summary)
    translation = article.edition.translation
    if translation:
        file.add_paragraph(_("Translation by %(name)s.", name=translation.translator.name))


def _write_facts(file: WordFile, article: Article) -> None:
    table = file.add_table(rows=0, cols=2, style="Light List")
    for fact in article.facts:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = fact.label, "\n".join(fact.words)


def _write_piece(file: WordFile, piece: Piece) -> None:
    if piece.note:
        file.add_paragraph(piece.note)
    if piece.shape == "text":
        _write_text(file, piece.value)
    elif piece.shape == "lines":
        for line in piece.value:
            file.add_paragraph(line, "List Bullet")
    elif piece.name == "actions":
        for row in piece.value:
            step = file.add_paragraph(row["what"], "List Number")
            if by := " · ".join(filter(None, (row["who"], row["when"]))):
                step.add_run(f"\n{by}").italic = True
    elif piece.name == "links":
        for row in piece.value:
            file.add_paragraph(
                _(": ").join(filter(None, (row["title"], row["url"]))), "List Bullet"
            )
    else:
        _write_table(file, piece)


def _write_table(file: WordFile, piece: Piece) -> None:
    """With a row of headers that is said again on each page."""
    table = file.add_table(rows=1, cols=len(piece.columns), style="Table Grid")
    for cell, label in zip(table.rows[0].cells, piece.columns.values(), strict=True):
        cell.text = label
        cell.paragraphs[0].runs[0].bold = True
    header = OxmlElement("w:tblHeader")
    header.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(header)
    for row in piece.value:
        for cell, column in zip(table.add_row().cells, piece.columns, strict=True):
            cell.text = row[column]


def _write_text(file: WordFile, html: str) -> None:
    for paragraph in paragraphs(html):
        _write_paragraph(file, paragraph)


def _write_paragraph(file: WordFile, paragraph: Paragraph) -> Any:
    return file.add_paragraph(paragraph.text, STYLES.get(paragraph.kind))


def _write_colophon(file: WordFile, document: Document, article: Article) -> None:
    file.add_heading(_("About this sheet"), 1)
    strategy = document.strategy
    if document.published_on:
        day = document.day(document.published_on, article.locale)
        file.add_paragraph(_("Published on %(day)s", day=day))
    file.add_paragraph(_("Version %(number)s", number=strategy.version))
    file.add_paragraph(_license(document))
    file.add_paragraph(document.address)


def _license(document: Document) -> str:
    if document.is_free:
        return _("These texts may be used by everybody who names their source: CC BY 4.0.")
    if document.strategy.state == "draft":
        return _("This is a draft.")
    if document.strategy.visibility == "partners":
        return _("For members and partners only")
    return _("For members only")
