"""What templates may call: messages and times in the reader's words, stored HTML, counts."""

from datetime import datetime, timedelta
from functools import lru_cache
from gettext import NullTranslations

from babel.dates import format_datetime, format_timedelta, get_timezone
from babel.numbers import format_decimal
from flask import Flask, g
from flask_babel import get_locale, get_translations
from flask_wtf.csrf import generate_csrf
from jinja2 import pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import Markup

from connect.database import utc_now
from connect.rich_text import offered_in_sizes
from connect.web.languages import current_locale

BRUSSELS = get_timezone("Europe/Brussels")
RECENT = timedelta(days=6)

_catalogs: dict[str, NullTranslations] = {}


@pass_eval_context
def message(context: EvalContext, msgid: str, **values: object) -> str:
    """`_` in templates, at 40 % of the cost of the stock one: a thread page says 250 messages."""
    locale = str(get_locale())
    if locale not in _catalogs:
        _catalogs[locale] = get_translations()
    text = _catalogs[locale].gettext(msgid)
    if context.autoescape:
        text = Markup(text)  # noqa: S704 (our own words; % escapes the values)
    return text % values if values or "%" in text else text


def time_element(moment: datetime) -> Markup:
    """`<time>` with the exact moment; recent ones are said as "3 hours ago"."""
    locale = current_locale()
    exact = _written(moment, "full", locale)
    age = moment - utc_now()
    if abs(age) < RECENT:
        words = format_timedelta(age, add_direction=True, locale=locale)
    else:
        words = _written(moment, "d MMM y", locale)
    return Markup('<time datetime="{}" title="{}">{}</time>').format(
        moment.isoformat(timespec="seconds"), exact, words
    )


def on_belgian_clocks(moment: datetime) -> datetime:
    """A day and a time without a zone, as typed here. (The zone comes from pytz: `replace` would
    put it at the local mean time of 1892.)"""
    return BRUSSELS.localize(moment)  # type: ignore[attr-defined]


def moment_words(moment: datetime) -> str:
    """A day and a time to come, on the clocks of Belgium: "Monday 23 November 2026, 09:00"."""
    locale = current_locale()
    return f"{_written(moment, 'EEEE d MMMM y', locale)}, {_written(moment, 'HH:mm', locale)}"


def day_words(moment: datetime) -> str:
    """Its day on the clocks of Belgium: "23 November 2026"."""
    return _written(moment, "d MMMM y", current_locale())


@lru_cache(maxsize=10_000)
def _written(moment: datetime, form: str, locale: str) -> str:
    """Kept, because the same few hundred comments are read again and again."""
    return format_datetime(moment, form, tzinfo=BRUSSELS, locale=locale)


def stored_html(html: str) -> Markup:
    """The one place where HTML is trusted: columns that `rich_text` wrote."""
    return Markup(offered_in_sizes(html))  # noqa: S704


def number(value: int) -> str:
    return format_decimal(value, locale=current_locale())


def csrf_field() -> Markup:
    """The form's secret. A fragment for many readers has none: Turbo sends it as a header."""
    if g.get("is_neutral"):
        return Markup()
    return Markup('<input type="hidden" name="csrf_token" value="{}">').format(generate_csrf())


def install(app: Flask) -> None:
    app.jinja_env.filters.update(
        time=time_element,
        stored_html=stored_html,
        number=number,
        moment=moment_words,
        day=day_words,
    )
    app.jinja_env.globals.update(csrf_field=csrf_field, _=message)
