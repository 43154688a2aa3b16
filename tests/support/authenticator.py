"""A passkey device in software: it answers as a telephone would, or badly when told to."""

import hashlib
import json
import secrets
from dataclasses import dataclass, field
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url

PRESENT, VERIFIED, HAS_KEY = 0x01, 0x04, 0x40
ES256, EC2, P256 = -7, 2, 1


@dataclass
class Authenticator:
    """Keeps one key. `origin` is the page's; `flags` say whether its holder was there and unlocked
    it; `count` goes up with each use unless it is 0, as with most telephones."""

    origin: str = "http://localhost"
    host: str = "localhost"
    flags: int = PRESENT | VERIFIED
    count: int = 0
    id: bytes = field(default_factory=lambda: secrets.token_bytes(16))
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    user_handle: bytes = b""

    def create(self, options: dict[str, Any]) -> str:
        """The answer to `navigator.credentials.create`."""
        self.user_handle = base64url_to_bytes(options["user"]["id"])
        data = self._data(HAS_KEY) + bytes(16) + len(self.id).to_bytes(2) + self.id + self._cose()
        attestation = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        client = self._client_data("webauthn.create", options)
        return self._written(
            clientDataJSON=client, attestationObject=attestation, transports=["internal", "hybrid"]
        )

    def get(self, options: dict[str, Any]) -> str:
        """The answer to `navigator.credentials.get`."""
        self.count += bool(self.count)
        data, client = self._data(), self._client_data("webauthn.get", options)
        signed = data + hashlib.sha256(client).digest()
        return self._written(
            clientDataJSON=client,
            authenticatorData=data,
            signature=self.key.sign(signed, ec.ECDSA(SHA256())),
            userHandle=self.user_handle,
        )

    def _data(self, more: int = 0) -> bytes:
        flags = (self.flags | more).to_bytes(1)
        return hashlib.sha256(self.host.encode()).digest() + flags + self.count.to_bytes(4)

    def _client_data(self, kind: str, options: dict[str, Any]) -> bytes:
        said = {"type": kind, "challenge": options["challenge"], "origin": self.origin}
        return json.dumps(said).encode()

    def _cose(self) -> bytes:
        point = self.key.public_key().public_numbers()
        x, y = point.x.to_bytes(32), point.y.to_bytes(32)
        return cbor2.dumps({1: EC2, 3: ES256, -1: P256, -2: x, -3: y})

    def _written(self, **response: Any) -> str:
        texts = {
            name: bytes_to_base64url(value) if isinstance(value, bytes) else value
            for name, value in response.items()
        }
        own = bytes_to_base64url(self.id)
        return json.dumps({"id": own, "rawId": own, "type": "public-key", "response": texts})
