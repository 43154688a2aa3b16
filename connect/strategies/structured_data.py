"""What search engines are told of a public sheet, in the words of schema.org."""

from typing import Any

from connect import rich_text
from connect.extensions import current_settings
from connect.places import municipalities
from connect.strategies.pages import StrategyPage

LICENCE = "https://creativecommons.org/licenses/by/4.0/"


def structured_data(page: StrategyPage) -> dict[str, Any] | None:
    """An Article for JSON-LD; nothing for a sheet that is not everybody's."""
    strategy, article = page.strategy, page.article
    if (
        strategy.visibility != "public"
        or strategy.published_at is None
        or strategy.state == "draft"
    ):
        return None
    address = current_settings().absolute
    data = {
        "@context": "https://schema.org",
        "@type": "Article",
        "@id": address(strategy.url),
        "url": address(strategy.url),
        "headline": article.title,
        "name": article.title,
        "description": rich_text.excerpt(article.summary, 300),
        "inLanguage": article.edition.lang,
        "datePublished": strategy.published_at.isoformat(timespec="seconds"),
        "dateModified": strategy.updated_at.isoformat(timespec="seconds"),
        "author": [_municipality(refnis, strategy.lang) for refnis in strategy.municipalities],
        "publisher": {"@type": "Organization", "name": "BeFUS", "url": address("/")},
        "about": [{"@type": "Thing", "name": theme.name(article.locale)} for theme in page.themes],
        "license": LICENCE,
        "isAccessibleForFree": True,
    }
    if page.inspired_by:
        data["isBasedOn"] = address(page.inspired_by.url)
    if article.edition.translation:
        data["translationOfWork"] = {"@id": address(strategy.url), "inLanguage": strategy.lang}
    return data


def _municipality(refnis: str, locale: str) -> dict[str, str]:
    place = municipalities.get(refnis)
    return {
        "@type": "GovernmentOrganization",
        "name": place.name(locale),
        "url": current_settings().absolute(f"/municipalities/{refnis}"),
    }
