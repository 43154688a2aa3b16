"""Security headers on every answer, and the nonce that lets our own script and style in."""

import secrets
from urllib.parse import urlsplit

from flask import Flask, Response, g, request

from connect.extensions import current_settings
from connect.settings import Settings

PERMISSIONS = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"


def csp_nonce() -> str:
    """One value per answer, for `nonce=` on our elements and in the policy."""
    if "csp_nonce" not in g:
        g.csp_nonce = secrets.token_urlsafe(16)
    return str(g.csp_nonce)


def install(app: Flask) -> None:
    app.after_request(_set_headers)
    app.jinja_env.globals["csp_nonce"] = csp_nonce


def asset_headers(settings: Settings) -> dict[str, str]:
    """Those of a built file: a dozen come with a first visit, and what only a page heeds would
    weigh more than some of them. Opened by itself, a picture can do nothing and is in no frame.
    """
    policy = "default-src 'none'; frame-ancestors 'none'"
    return {"Content-Security-Policy": policy, **_headers_of_all(settings)}


def fixed_headers(settings: Settings) -> dict[str, str]:
    """Those of every answer of the app."""
    return {
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "same-origin",
        "Permissions-Policy": PERMISSIONS,
        "Cross-Origin-Opener-Policy": "same-origin",
        **_headers_of_all(settings),
    }


def _headers_of_all(settings: Settings) -> dict[str, str]:
    headers = {
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Resource-Policy": "same-origin",
    }
    if settings.is_https:
        headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
    return headers


def _policy(settings: Settings) -> str:
    websocket = settings.base_url.replace("http", "ws", 1)
    directives = {
        "default-src": "'none'",
        "script-src": f"'nonce-{csp_nonce()}' 'self'",
        "style-src": f"'nonce-{csp_nonce()}' 'self'",
        "img-src": "'self'",
        "font-src": "'self'",
        "connect-src": f"'self' {websocket}",
        "worker-src": "'self'",
        "form-action": f"'self' {_provider(settings)}".strip(),
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in directives.items())


def _provider(settings: Settings) -> str:
    """Where the forms that begin an OpenID Connect sign-in are led on to, if there is one."""
    issuer = urlsplit(settings.oidc_issuer)
    return f"{issuer.scheme}://{issuer.netloc}" if issuer.netloc else ""


def _set_headers(response: Response) -> Response:
    settings = current_settings()
    headers = response.headers
    headers.setdefault("Content-Security-Policy", _policy(settings))
    headers.update(fixed_headers(settings))
    if request.endpoint != "static":
        headers.setdefault("Cache-Control", "no-store, private")
    return response
