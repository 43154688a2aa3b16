"""A strategy as a document to keep: for whoever reads its page, with the same words."""

from datetime import date

from flask import Response, make_response, render_template
from flask_limiter.util import get_remote_address

from connect.database import utc_now
from connect.endorsements.queries import endorsements_of
from connect.extensions import limiter
from connect.members.current import reader
from connect.strategies import queries
from connect.strategies.articles import Article
from connect.strategies.documents.contents import Document, in_one_language, side_by_side
from connect.strategies.documents.paper import paper
from connect.strategies.documents.pdf import is_available, pdf_of
from connect.strategies.documents.word import docx_of
from connect.strategies.models import Strategy
from connect.strategies.views.base import blueprint
from connect.web.access import public, reached
from connect.web.helpers import BRUSSELS
from connect.web.languages import current_locale

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DOCUMENTS = "20/minute"


def documents_of_one_reader() -> str:
    member = reader()
    return f"documents:{member.id if member else get_remote_address()}"


documents_of_all_kinds = limiter.shared_limit(
    DOCUMENTS, scope="documents", key_func=documents_of_one_reader
)


@blueprint.get("/strategies/<id:strategy_id>/document.pdf")
@public
@documents_of_all_kinds
def show_pdf(strategy_id: int) -> Response:
    strategy = reached(queries.reach_strategy(reader(), strategy_id))
    if not is_available():
        return make_response(render_template("strategies/no_pdf.html", strategy=strategy), 503)
    translations = queries.translations_of(strategy)
    document = _document(strategy, side_by_side(strategy, translations, current_locale()))
    languages = [article.edition.lang for article in document.articles]
    pdf = pdf_of(paper(document), languages)
    return _download(pdf, "application/pdf", f"{document.file_name}.pdf")


@blueprint.get("/strategies/<id:strategy_id>/document.docx")
@public
@documents_of_all_kinds
def show_docx(strategy_id: int) -> Response:
    strategy = reached(queries.reach_strategy(reader(), strategy_id))
    translations = queries.translations_of(strategy)
    document = _document(strategy, in_one_language(strategy, translations, current_locale()))
    return _download(docx_of(document), DOCX, f"{document.file_name}.docx")


def _document(strategy: Strategy, articles: list[Article]) -> Document:
    return Document(
        strategy=strategy,
        articles=articles,
        themes=queries.themes_of(reader(), strategy),
        endorsements=endorsements_of(strategy.subject),
        taken_on=_today(),
    )


def _today() -> date:
    return utc_now().astimezone(BRUSSELS).date()


def _download(content: bytes, mimetype: str, name: str) -> Response:
    response = Response(content, mimetype=mimetype)
    response.headers.set("Content-Disposition", "attachment", filename=name)
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
