"""What the page of a strategy shows, read in few queries, frozen."""

from collections.abc import Sequence
from dataclasses import dataclass

from babel.dates import format_date

from connect.endorsements.pages import Endorsements, endorsements_shown
from connect.members.models import Member
from connect.places import municipalities
from connect.strategies import queries
from connect.strategies.articles import Article, article
from connect.strategies.editions import edition_for, original
from connect.strategies.models import Strategy, StrategyTranslation
from connect.strategies.wording import Wordings
from connect.themes.models import Theme


@dataclass(frozen=True)
class StrategyPage:
    """`seq`, the head of its stream, was read before everything else. `inspired_by` and
    `taken_over_by` hold only what the reader may read; `themes` those whose name they may know."""

    strategy: Strategy
    seq: int
    article: Article
    themes: Sequence[Theme]
    endorsements: Endorsements
    may_endorse: bool
    translations: Sequence[StrategyTranslation]
    inspired_by: Strategy | None
    taken_over_by: Sequence[Strategy]

    @property
    def review_day(self) -> str:
        due = self.strategy.review_on
        return format_date(due, "long", locale=self.article.locale) if due else ""

    def places_of(self, strategy: Strategy) -> str:
        """The names of its municipalities, in the reader's language."""
        names = (municipalities.get(refnis) for refnis in strategy.municipalities)
        return ", ".join(place.name(self.article.locale) for place in names)

    @property
    def may_be_read_elsewhere(self) -> Sequence[StrategyTranslation]:
        """Translations other than the one shown."""
        shown = self.article.edition.translation
        return [t for t in self.translations if shown is None or t.lang != shown.lang]


def strategy_page(
    reader: Member | None, strategy: Strategy, locale: str, *, seq: int, as_written: bool = False
) -> StrategyPage:
    """`as_written`: in its own language, also where there is a translation for the reader."""
    translations = queries.translations_of(strategy)
    edition = original(strategy) if as_written else edition_for(strategy, translations, locale)
    inspired_by, taken_over_by = queries.kin_of(reader, strategy)
    return StrategyPage(
        strategy=strategy,
        seq=seq,
        article=article(edition, Wordings().of(locale)),
        themes=queries.themes_of(reader, strategy),
        endorsements=endorsements_shown(strategy.subject),
        may_endorse=strategy.state == "published",
        translations=translations,
        inspired_by=inspired_by,
        taken_over_by=taken_over_by,
    )
