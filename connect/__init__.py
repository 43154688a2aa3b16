"""BeFUS Connect: where Belgian cities work on safety together."""

from flask import Flask
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

from connect import extensions, features, storage
from connect.settings import Settings
from connect.web import access, addresses, assets, errors, headers, helpers, languages
from connect.web.configuration import flask_config


def create_app(settings: Settings | None = None) -> Flask:
    settings = settings or Settings.from_environment()
    app = Flask(__name__)
    app.extensions["settings"] = settings
    app.config.from_mapping(flask_config(settings))
    app.jinja_env.undefined = StrictUndefined
    app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
        app.wsgi_app, x_for=settings.proxies, x_proto=settings.proxies
    )
    extensions.bind(app, settings, languages.current_locale)
    storage.install(app)
    for part in (access, addresses, assets, errors, headers, helpers, languages):
        part.install(app)
    features.install(app)
    return app
