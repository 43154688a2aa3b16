"""From HTML to a tagged PDF, as PDF/UA-1 asks. WeasyPrint needs Pango, which belongs to the system:
it is looked for when it is needed, so that all the rest runs without."""

import threading
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from connect.aside import aside
from connect.web.assets import DIST, asset_url

if TYPE_CHECKING:
    from weasyprint.urls import URLFetcherResponse

STYLES = Path(__file__).with_name("paper.css")
OWN = "own:"
VARIANT = {"pdf_variant": "pdf/ua-1"}

_setting = threading.Lock()


@cache
def is_available() -> bool:
    """Whether the system has what it takes. Ask before going aside: the libraries are looked for
    by a process of its own, which gevent starts for greenlets alone."""
    try:
        import weasyprint  # noqa: F401 (only to see whether it can be)
    except OSError:
        return False
    return True


def pdf_of(html: str, languages: list[str]) -> bytes:
    """`languages`: of the left or only column, and of the right one. One at a time, beside the
    greenlets: it keeps a processor busy for seconds, and Pango was not made for two threads."""
    with _setting:
        return aside(_set, html, languages)


def _set(html: str, languages: list[str]) -> bytes:
    pdf: bytes = laid_out(html).write_pdf(
        **VARIANT, finisher=lambda _document, pdf: _name_languages(pdf, languages)
    )
    return pdf


def laid_out(html: str) -> Any:
    """WeasyPrint's document: pages with everything in its place."""
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    fonts, fetcher = FontConfiguration(), _own_files()
    styles = CSS(string=STYLES.read_text(), font_config=fonts, url_fetcher=fetcher)
    page = HTML(string=html, url_fetcher=fetcher)
    return page.render(stylesheets=[styles], font_config=fonts, **VARIANT)


def _own_files() -> Any:
    """Fetches `own:<asset>` from what we built, and nothing else from anywhere."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OwnFiles(URLFetcher):
        def fetch(self, url: str, headers: Any = None) -> "URLFetcherResponse":
            if not url.startswith(OWN):
                raise ValueError(f"{url} is not one of our own files")
            name = url.removeprefix(OWN)
            file = DIST / asset_url(name).rpartition("/")[2]
            kind = "image/svg+xml" if file.suffix == ".svg" else "font/woff2"
            return URLFetcherResponse(url, file.read_bytes(), {"Content-Type": kind})

    return OwnFiles()


def _name_languages(pdf: Any, languages: list[str]) -> None:
    """Say of each column in which language it is: WeasyPrint does so of the whole document only.
    Columns are <article> (left) and <main> (right), which become these two kinds of element."""
    import pydyf

    by_tag = dict(zip(("/Art", "/Part"), languages, strict=False))
    for element in pdf.objects:
        if isinstance(element, dict) and element.get("S") in by_tag:
            element["Lang"] = pydyf.String(by_tag[element["S"]])
