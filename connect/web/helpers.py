"""What templates may call: times in the reader's words, stored HTML, counts."""

from datetime import datetime, timedelta

from babel.dates import format_datetime, format_timedelta, get_timezone
from babel.numbers import format_decimal
from flask import Flask, g
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup

from connect.database import utc_now
from connect.web.languages import current_locale

BRUSSELS = get_timezone("Europe/Brussels")
RECENT = timedelta(days=6)


def time_element(moment: datetime) -> Markup:
    """`<time>` with the exact moment; recent ones are said as "3 hours ago"."""
    locale = current_locale()
    exact = format_datetime(moment, "full", tzinfo=BRUSSELS, locale=locale)
    age = moment - utc_now()
    if abs(age) < RECENT:
        words = format_timedelta(age, add_direction=True, locale=locale)
    else:
        words = format_datetime(moment, "d MMM y", tzinfo=BRUSSELS, locale=locale)
    return Markup('<time datetime="{}" title="{}">{}</time>').format(
        moment.isoformat(timespec="seconds"), exact, words
    )


def stored_html(html: str) -> Markup:
    """The one place where HTML is trusted: columns that `rich_text` wrote."""
    return Markup(html)  # noqa: S704


def number(value: int) -> str:
    return format_decimal(value, locale=current_locale())


def csrf_field() -> Markup:
    """The form's secret. A fragment for many readers has none: Turbo sends it as a header."""
    if g.get("is_neutral"):
        return Markup()
    return Markup('<input type="hidden" name="csrf_token" value="{}">').format(generate_csrf())


def install(app: Flask) -> None:
    app.jinja_env.filters.update(time=time_element, stored_html=stored_html, number=number)
    app.jinja_env.globals.update(csrf_field=csrf_field)
