"""The HTML that a PDF is made of: rows of one cell, or of two that say the same twice."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flask import render_template
from flask_babel import force_locale
from markupsafe import Markup

from connect.strategies.articles import Article
from connect.strategies.documents.contents import Document


@dataclass(frozen=True)
class Row:
    kind: str
    cells: Sequence[Markup]


def paper(document: Document) -> str:
    """A whole page of HTML; it names files by `own:`, see `pdf`."""
    first = document.articles[0]
    with force_locale(first.locale):
        return render_template(
            "strategies/pdf.html",
            document=document,
            article=first,
            rows=list(_rows(document)),
            locale=first.locale,
        )


def _rows(document: Document) -> Iterator[Row]:
    articles = document.articles
    yield _row(document, "head")
    yield _row(document, "facts")
    for number, section in enumerate(articles[0].sections):
        yield _row(document, "chapter", [a.sections[number].name for a in articles])
        for piece in section.pieces:
            yield _row(document, "piece", [piece.name] * len(articles))
    for name in ("needs", "links"):
        if name in articles[0].pieces:
            yield _row(document, name)
    if document.strategy.files:
        yield _row(document, "files")
    if document.endorsements:
        yield _row(document, "endorsements")
    yield _row(document, "colophon")


def _row(document: Document, kind: str, names: Sequence[str] = ()) -> Row:
    named = names or [""] * len(document.articles)
    cells = [
        _cell(document, article, kind, name)
        for article, name in zip(document.articles, named, strict=True)
    ]
    return Row(kind, cells)


def _cell(document: Document, article: Article, kind: str, name: str) -> Markup:
    with force_locale(article.locale):
        html = render_template(
            "strategies/_pdf_cell.html",
            document=document,
            strategy=document.strategy,
            article=article,
            kind=kind,
            name=name,
            locale=article.locale,
        )
    return Markup(html)  # noqa: S704 (our own template)
