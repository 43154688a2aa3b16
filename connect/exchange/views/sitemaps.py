"""The map of the site for search engines: what everybody may read, and nothing else."""

from flask import Response, abort, render_template
from flask.typing import ResponseReturnValue

from connect.discussions.models import Thread
from connect.exchange import queries
from connect.exchange.views.base import blueprint
from connect.extensions import current_settings
from connect.strategies.models import Strategy
from connect.web.access import public

XML = "application/xml"


@blueprint.get("/sitemap.xml")
@public
def show_sitemap() -> ResponseReturnValue:
    maps = ["/sitemaps/pages.xml"]
    maps += [f"/sitemaps/strategies-{page}.xml" for page in queries.pages_of(Strategy)]
    maps += [f"/sitemaps/threads-{page}.xml" for page in queries.pages_of(Thread)]
    return _xml("exchange/sitemap_index.xml", maps=maps)


@blueprint.get("/sitemaps/pages.xml")
@public
def map_of_pages() -> ResponseReturnValue:
    themes = [theme.url for theme in queries.public_themes()]
    paths = ["/", "/about", "/rules", "/themes/", "/strategies/", *themes]
    return _xml("exchange/sitemap.xml", pages=[(path, None) for path in paths])


@blueprint.get("/sitemaps/strategies-<id:page>.xml")
@public
def map_of_strategies(page: int) -> ResponseReturnValue:
    if page not in queries.pages_of(Strategy):
        abort(404)
    found = queries.public_strategies(page)
    return _xml("exchange/sitemap.xml", pages=[(one.url, one.updated_at) for one in found])


@blueprint.get("/sitemaps/threads-<id:page>.xml")
@public
def map_of_threads(page: int) -> ResponseReturnValue:
    if page not in queries.pages_of(Thread):
        abort(404)
    found = queries.public_threads(page)
    return _xml("exchange/sitemap.xml", pages=[(one.url, one.last_activity_at) for one in found])


@blueprint.get("/robots.txt")
@public
def show_robots() -> ResponseReturnValue:
    sitemap = current_settings().absolute("/sitemap.xml")
    return Response(f"User-agent: *\nAllow: /\nSitemap: {sitemap}\n", mimetype="text/plain")


def _xml(template: str, **values: object) -> Response:
    absolute = current_settings().absolute
    return Response(render_template(template, absolute=absolute, **values), mimetype=XML)
