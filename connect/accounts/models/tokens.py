"""Random tokens, in cookies and in mailed links, of which only the hash is kept."""

import hashlib


def hash_token(token: str) -> str:
    """A random token needs no salt and no slow hash."""
    return hashlib.sha256(token.encode()).hexdigest()
