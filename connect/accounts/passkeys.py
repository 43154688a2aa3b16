"""Passkeys (WebAuthn): what browsers are asked, and whether their authenticators answer well.

A key makes sure that its holder is there and unlocked it (by finger, face or PIN), so that it
counts as two factors.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from ipaddress import ip_address
from urllib.parse import urlsplit

import webauthn
from webauthn.helpers import (
    base64url_to_bytes,
    bytes_to_base64url,
    parse_authentication_credential_json,
    parse_client_data_json,
    parse_registration_credential_json,
)
from webauthn.helpers.structs import (
    AuthenticationCredential,
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    RegistrationCredential,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from connect.accounts import challenges
from connect.accounts.challenges import Challenge
from connect.accounts.errors import PasskeyRefused
from connect.accounts.models import Passkey
from connect.extensions import current_settings
from connect.members.models import Member

SITE = "BeFUS Connect"


@dataclass(frozen=True)
class NewKey:
    """What an authenticator made; checked."""

    challenge: Challenge
    credential_id: bytes
    public_key: bytes
    user_handle: bytes
    sign_count: int
    transports: list[str]


@dataclass(frozen=True)
class Answer:
    """What a key says; to be checked against its public half."""

    challenge: Challenge
    credential: AuthenticationCredential = field(repr=False)


def are_possible() -> bool:
    """Not where the site is reached by a number instead of a name, as on a developer's machine."""
    try:
        ip_address(_host())
    except ValueError:
        return True
    return False


def creation_options(member: Member, known: Sequence[Passkey]) -> str:
    """JSON for `navigator.credentials.create`. A device that holds a known key will refuse."""
    user_handle = known[0].user_handle if known else secrets.token_bytes(32)
    challenge = challenges.new("add", bytes_to_base64url(user_handle))
    options = webauthn.generate_registration_options(
        rp_id=_host(),
        rp_name=SITE,
        user_id=user_handle,
        user_name=member.email,
        user_display_name=member.name,
        challenge=base64url_to_bytes(challenge.text),
        timeout=challenges.LASTS_MS,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
        exclude_credentials=[PublicKeyCredentialDescriptor(key.credential_id) for key in known],
    )
    return webauthn.options_to_json(options)


def request_options() -> str:
    """JSON for `navigator.credentials.get`. It names no key: the device knows its own, and who
    asks learns nothing about who has an account."""
    options = webauthn.generate_authentication_options(
        rp_id=_host(),
        challenge=base64url_to_bytes(challenges.new("use").text),
        timeout=challenges.LASTS_MS,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return webauthn.options_to_json(options)


def new_key(text: str) -> NewKey:
    """The key that a browser made, from the JSON it sent."""
    try:
        credential = parse_registration_credential_json(text)
        challenge = _answered("add", credential)
        verified = webauthn.verify_registration_response(
            credential=credential,
            expected_challenge=base64url_to_bytes(challenge.text),
            expected_rp_id=_host(),
            expected_origin=_origin(),
            require_user_verification=True,
        )
    except PasskeyRefused:
        raise
    except Exception as error:  # whatever a made-up answer made the library stumble over
        raise PasskeyRefused("damaged") from error
    return NewKey(
        challenge=challenge,
        credential_id=verified.credential_id,
        public_key=verified.credential_public_key,
        user_handle=base64url_to_bytes(challenge.about),
        sign_count=verified.sign_count,
        transports=sorted({way.value for way in credential.response.transports or []}),
    )


def answer(text: str) -> Answer:
    """What a key answered, from the JSON that the browser sent."""
    try:
        credential = parse_authentication_credential_json(text)
        return Answer(_answered("use", credential), credential)
    except PasskeyRefused:
        raise
    except Exception as error:  # as above
        raise PasskeyRefused("damaged") from error


def verified_count(given: Answer, passkey: Passkey) -> int:
    """How often the key says it was used, once it has proved to be this passkey.

    Whether that number may be believed is decided afterwards: only the true key can tell that
    it was copied.
    """
    try:
        verified = webauthn.verify_authentication_response(
            credential=given.credential,
            expected_challenge=base64url_to_bytes(given.challenge.text),
            expected_rp_id=_host(),
            expected_origin=_origin(),
            credential_public_key=passkey.public_key,
            credential_current_sign_count=0,
            require_user_verification=True,
        )
    except Exception as error:  # as above
        raise PasskeyRefused("damaged") from error
    if given.credential.response.user_handle not in (None, passkey.user_handle):
        raise PasskeyRefused("damaged")
    return verified.new_sign_count


def _answered(
    purpose: challenges.Purpose, credential: RegistrationCredential | AuthenticationCredential
) -> Challenge:
    said = parse_client_data_json(credential.response.client_data_json).challenge
    challenge = challenges.given(purpose, bytes_to_base64url(said))
    if challenge is None:
        raise PasskeyRefused("expired")
    return challenge


def _host() -> str:
    """The name that keys are made for: they work nowhere else, however alike it looks."""
    return urlsplit(current_settings().base_url).hostname or ""


def _origin() -> str:
    parts = urlsplit(current_settings().base_url)
    return f"{parts.scheme}://{parts.netloc}"
