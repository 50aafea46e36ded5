"""The embedded issuer: signs tokens for the units served here, so that a tier cut off stays usable."""

import json
import os
import secrets
from pathlib import Path
from typing import Any

from joserfc import jwt
from joserfc.jwk import KeySet, OKPKey

from liandong.infrastructure.identity.claims import claims_of
from liandong.terms.principal import Principal

ALGORITHM = "Ed25519"
LIFETIME_SECONDS = 8 * 3600
"""One working day. A disabled account's tokens end at once, whatever their lifetime."""
KEY_FILE = "issuer.jwk"


class EmbeddedIssuer:
    """Issues tokens. `name` is the `iss` claim; replicas of one service share it, as they share the key."""

    def __init__(self, name: str, key: OKPKey) -> None:
        self.name = name
        self._key = key

    def issue(self, principal: Principal, *, now: float, lifetime: int = LIFETIME_SECONDS) -> str:
        """A token for the principal's own unit, valid from `now` (seconds since 1970) for `lifetime` seconds."""
        claims = claims_of(principal) | {
            "iss": self.name,
            "aud": [principal.unit],
            "iat": now,
            "nbf": int(now),
            "exp": int(now) + lifetime,
            "jti": secrets.token_urlsafe(12),
        }
        return jwt.encode({"alg": ALGORITHM, "kid": self._key.kid}, claims, self._key, algorithms=[ALGORITHM])

    def key_set(self) -> KeySet:
        """The public key, as the verifier needs it."""
        return KeySet([self._key])

    def jwks(self) -> dict[str, Any]:
        """The public key, as it is published."""
        return {"keys": [self._key.as_dict(private=False) | {"use": "sig", "alg": ALGORITHM}]}


def issuer_name(units: list[str], instance: str) -> str:
    """The name of the issuer of an instance: the same for all of its replicas, different from any other's."""
    return f"urn:liandong:issuer:{min(units)}:{instance}"


def open_issuer(keys_dir: Path, name: str) -> EmbeddedIssuer:
    """The issuer with the key in this folder; the first start makes the key (mode 0600). Replicas may race."""
    file = keys_dir / KEY_FILE
    if not file.exists():
        keys_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        _keep(file, OKPKey.generate_key("Ed25519", private=True, auto_kid=True))
    return EmbeddedIssuer(name, OKPKey.import_key(json.loads(file.read_text())))


def _keep(file: Path, key: OKPKey) -> None:
    fresh = file.with_suffix(f".{secrets.token_hex(4)}")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as out:
        json.dump(key.as_dict(private=True), out)
        out.flush()
        os.fsync(out.fileno())
    try:
        os.link(fresh, file)  # unlike a rename, leaves the key of whoever was first
    except FileExistsError:
        pass
    finally:
        fresh.unlink()
