"""What a document holds, and in which languages."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from babel.dates import format_date

from connect.endorsements.models import Endorsement
from connect.extensions import current_settings
from connect.folding import fold
from connect.language import LANGUAGES
from connect.places import municipalities
from connect.strategies.articles import Article, article
from connect.strategies.editions import Edition, edition_for, original, translated
from connect.strategies.models import Strategy, StrategyTranslation
from connect.strategies.wording import Wordings
from connect.themes.models import Theme
from connect.web.helpers import BRUSSELS
from connect.web.languages import LOCALES


@dataclass(frozen=True)
class Document:
    """`articles`: the sheet in one language, or in two to read side by side."""

    strategy: Strategy
    articles: Sequence[Article]
    themes: Sequence[Theme]
    endorsements: Sequence[Endorsement]
    taken_on: date

    @property
    def address(self) -> str:
        return current_settings().absolute(self.strategy.url)

    @property
    def published_on(self) -> date | None:
        """As the calendar in Belgium has it."""
        published_at = self.strategy.published_at
        return published_at and published_at.astimezone(BRUSSELS).date()

    @property
    def is_free(self) -> bool:
        """Under CC BY 4.0: its texts are everybody's."""
        return self.strategy.visibility == "public" and self.strategy.state != "draft"

    @property
    def file_name(self) -> str:
        """ "anderlecht-un-cafe-avant-le-dossier", without an ending."""
        first = self.articles[0]
        words = re.findall(r"[a-z0-9]+", fold(" ".join([*first.places[:1], first.title])))
        return "-".join(words)[:80].rstrip("-") or f"strategy-{self.strategy.id}"

    @staticmethod
    def day(day: date, locale: str) -> str:
        return format_date(day, "long", locale=locale)

    def theme_names(self, locale: str) -> list[str]:
        return [theme.name(locale) for theme in self.themes]

    def authors(self) -> list[str]:
        """The municipalities, by their official names."""
        codes = self.strategy.municipalities
        return [municipalities.get(code).name("official") for code in codes]


def side_by_side(
    strategy: Strategy, translations: Sequence[StrategyTranslation], locale: str
) -> list[Article]:
    """The original and its translation for the reader, or else the first there is; in the order
    of LANGUAGES, which puts French left and Dutch right."""
    wanted = sorted(translations, key=lambda t: (t.lang != locale, LANGUAGES.index(t.lang)))
    editions = [original(strategy), *(translated(strategy, t) for t in wanted[:1])]
    editions.sort(key=lambda edition: LANGUAGES.index(edition.lang))
    return _articles(editions, locale)


def in_one_language(
    strategy: Strategy, translations: Sequence[StrategyTranslation], locale: str
) -> list[Article]:
    return _articles([edition_for(strategy, translations, locale)], locale)


def _articles(editions: Sequence[Edition], locale: str) -> list[Article]:
    """Each with its labels in its own language, where we speak that."""
    wordings = Wordings()
    spoken = [edition.lang if edition.lang in LOCALES else locale for edition in editions]
    return [article(e, wordings.of(lang)) for e, lang in zip(editions, spoken, strict=True)]
