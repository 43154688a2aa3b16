"""OpenID Connect, as a client of the one provider that the operator chose.

Nothing is kept from one sign-in to the next: addresses and keys are asked anew, so that a provider
may change its keys at any time. Of the account only the subject and the name are taken. Its e-mail
address is not asked for: whoever can claim an address there must not become its member here.
"""

import secrets
from dataclasses import dataclass
from typing import Any, cast

from authlib.integrations.base_client import OAuthError
from authlib.integrations.requests_client import OAuth2Session
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet, KeySetSerialization
from joserfc.jws import JWSRegistry
from requests import RequestException

from connect.accounts.errors import IdentityRefused, ProviderUnreachable
from connect.accounts.models.openid import LONGEST_SUBJECT
from connect.extensions import current_settings
from connect.members.models import LONGEST_NAME
from connect.rich_text import one_line
from connect.settings import Settings

SCOPE = "openid profile"
# By key pairs alone: what both sides could sign, or nobody signed, proves nothing.
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"]
ANSWERS_WITHIN_S = 8
CLOCKS_DIFFER_S = 60

Metadata = dict[str, Any]


@dataclass(frozen=True)
class Identity:
    """Who somebody is at the provider. The name is theirs to choose: it proves nothing."""

    issuer: str
    subject: str
    name: str


@dataclass(frozen=True)
class Departure:
    """Where to send the browser, and what must come back or be known on its return."""

    url: str
    state: str
    nonce: str
    verifier: str


def departure(locale: str) -> Departure:
    metadata, nonce, verifier = _metadata(), secrets.token_urlsafe(24), secrets.token_urlsafe(48)
    with _client(metadata) as client:
        url, state = client.create_authorization_url(
            metadata["authorization_endpoint"],
            nonce=nonce,
            code_verifier=verifier,
            ui_locales=locale,
        )
    return Departure(url, state, nonce, verifier)


def identity(code: str, *, nonce: str, verifier: str) -> Identity:
    """Whom the provider vouches for, in exchange for the code that the browser brought back."""
    metadata = _metadata()
    with _client(metadata) as client:
        try:
            token = client.fetch_token(
                metadata["token_endpoint"], code=code, code_verifier=verifier
            )
        except OAuthError as error:
            raise IdentityRefused(f"the code was refused: {error.error}") from error
        except (RequestException, ValueError) as error:
            raise ProviderUnreachable from error
        claims = _claims(token, nonce, metadata)
        name = claims.get("name") or _told_name(client, metadata, claims["sub"])
    return Identity(metadata["issuer"], claims["sub"], one_line(str(name))[:LONGEST_NAME])


def redirect_uri() -> str:
    """What the operator registers with the provider."""
    return current_settings().absolute("/sign-in/openid/return")


def _claims(token: dict[str, Any], nonce: str, metadata: Metadata) -> CodeIDToken:
    """What the ID token says, once signature, issuer, audience, times and nonce are right."""
    expected = {
        "iss": {"essential": True, "value": metadata["issuer"]},
        "aud": {"essential": True, "value": current_settings().oidc_client_id},
        "sub": {"essential": True},
    }
    registry = JWSRegistry(algorithms=ALGORITHMS, strict_check_header=False)
    try:
        keys = KeySet.import_key_set(cast(KeySetSerialization, _fetched(metadata["jwks_uri"])))
        signed = jwt.decode(token.get("id_token", ""), keys, registry=registry)
        params = {
            "nonce": nonce,
            "client_id": current_settings().oidc_client_id,
            "access_token": token.get("access_token"),
        }
        claims = CodeIDToken(signed.claims, signed.header, expected, params)
        claims.validate(leeway=CLOCKS_DIFFER_S)
    except (JoseError, ValueError) as error:
        raise IdentityRefused(f"the ID token is not good: {error}") from error
    if not (isinstance(claims["sub"], str) and len(claims["sub"]) <= LONGEST_SUBJECT):
        raise IdentityRefused("the subject is no text that could be kept")
    return claims


def _told_name(client: OAuth2Session, metadata: Metadata, subject: str) -> str:
    """From the page about the user, where many providers keep it. Without one we go on: the
    name is a convenience."""
    try:
        told = client.get(metadata["userinfo_endpoint"]).json()
        return told.get("name") or "" if told.get("sub") == subject else ""
    except (RequestException, OAuthError, KeyError, ValueError, AttributeError):
        return ""


def _metadata() -> Metadata:
    """The provider's addresses; it must be the very issuer that the operator named."""
    issuer = current_settings().oidc_issuer
    metadata = _fetched(f"{issuer.rstrip('/')}/.well-known/openid-configuration")
    needed = {"authorization_endpoint", "token_endpoint", "jwks_uri"}
    if metadata.get("issuer") != issuer or not needed <= set(metadata):
        raise ProviderUnreachable(f"{issuer} describes somebody else, or not enough")
    return metadata


def _fetched(address: str) -> Metadata:
    with _session() as session:
        try:
            answer = session.get(address, withhold_token=True)
            answer.raise_for_status()
            found = answer.json()
        except (RequestException, ValueError) as error:
            raise ProviderUnreachable(address) from error
    if not isinstance(found, dict):
        raise ProviderUnreachable(f"{address} answers nonsense")
    return found


def _client(metadata: Metadata) -> OAuth2Session:
    settings = current_settings()
    return _session(
        client_id=settings.oidc_client_id,
        client_secret=settings.oidc_client_secret or None,
        token_endpoint_auth_method=_way_to_prove(settings, metadata),
        redirect_uri=redirect_uri(),
        scope=SCOPE,
        code_challenge_method="S256",
    )


def _session(**options: Any) -> OAuth2Session:
    return OAuth2Session(default_timeout=ANSWERS_WITHIN_S, **options)


def _way_to_prove(settings: Settings, metadata: Metadata) -> str:
    """How our secret is told. Without one, PKCE alone binds the code to this browser."""
    if not settings.oidc_client_secret:
        return "none"
    ways = metadata.get("token_endpoint_auth_methods_supported", [])
    only_in_form = "client_secret_post" in ways and "client_secret_basic" not in ways
    return "client_secret_post" if only_in_form else "client_secret_basic"
