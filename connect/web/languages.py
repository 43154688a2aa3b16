"""The reader's language: asked once, kept, switched by `?lang=` on any page."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from urllib.parse import quote, urlencode

from flask import Flask, Response, current_app, g, has_request_context, request, session
from flask_babel import force_locale
from flask_login import current_user

from connect.extensions import current_settings

LOCALES = ("fr", "nl", "en")
OWN_NAMES = {"fr": "Français", "nl": "Nederlands", "en": "English", "de": "Deutsch"}
COOKIE = "connect_lang"
ONE_YEAR_S = 365 * 24 * 3600


def chosen_locale() -> str | None:
    """What the reader asked for: in the address, as a member, or on an earlier visit."""
    candidates = [request.args.get("lang"), session.get("lang")]
    if current_user and current_user.is_authenticated:
        candidates.append(current_user.locale)
    candidates.append(request.cookies.get(COOKIE))
    return next((c for c in candidates if c in LOCALES), None)


def current_locale() -> str:
    """The language of this answer; a reader who never chose gets what the browser prefers."""
    if "locale" not in g:
        g.locale = (chosen_locale() or _preferred_locale()) if has_request_context() else "fr"
    return str(g.locale)


def _preferred_locale() -> str:
    return request.accept_languages.best_match(LOCALES) or "fr"


@contextmanager
def for_all_readers() -> Iterator[None]:
    """Render what belongs to no request, with a database session of its own for all of it."""
    with current_app.app_context():
        g.is_neutral = True
        yield


@contextmanager
def speaking(locale: str) -> Iterator[None]:
    """Render for any reader of `locale`: fragments and mail."""
    with nullcontext() if g.get("is_neutral") else for_all_readers(), force_locale(locale):
        g.locale = locale
        yield


@contextmanager
def addressing(locale: str) -> Iterator[None]:
    """Answer somebody whom we know without a session in their language, unless they have chosen
    another one in this browser."""
    g.locale = chosen_locale() or locale
    with force_locale(g.locale):
        yield


def switch_locale_url(lang: str) -> str:
    """This page, in another language. A form's answer is not a page: its GET is.

    One slash and no backslash: `//evil.example` and `/\\evil.example` are other sites.
    """
    path = quote("/" + request.path.lstrip("/"))
    query = {k: v for k, v in request.args.items(multi=True) if k != "lang"} | {"lang": lang}
    return f"{path}?{urlencode(query)}"


def alternate_urls() -> list[tuple[str, str]]:
    """For hreflang: (language, absolute address) of this page in each language."""
    settings = current_settings()
    return [(lang, settings.absolute(switch_locale_url(lang))) for lang in LOCALES]


def install(app: Flask) -> None:
    app.after_request(_keep_choice)
    app.jinja_env.globals.update(
        switch_locale_url=switch_locale_url,
        alternate_urls=alternate_urls,
        language_names=OWN_NAMES,
    )
    app.context_processor(lambda: {"locale": current_locale()})


def _keep_choice(response: Response) -> Response:
    asked = request.args.get("lang")
    if asked in LOCALES:
        session["lang"] = asked
        response.set_cookie(
            COOKIE,
            asked,
            max_age=ONE_YEAR_S,
            samesite="Lax",
            httponly=True,
            secure=current_app.config["SESSION_COOKIE_SECURE"],
        )
    return response
