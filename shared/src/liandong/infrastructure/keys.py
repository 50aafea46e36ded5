"""The keys of a unit: it signs what it says, opens what is sealed to it, and wraps what it keeps."""

import hmac
import os
from base64 import b64decode, b64encode
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_128_GCM)
NONCE_BYTES = 12


class CannotOpen(Exception):
    """Sealed for somebody else, or changed on the way."""


@dataclass(frozen=True, slots=True)
class PublicKeys:
    """What the registry publishes of a unit: base64 of the raw 32 bytes."""

    sign: str
    seal: str


class UnitKeys:
    """The private keys of one unit: 32 raw bytes each for signing (Ed25519), opening (X25519) and wrapping (AES)."""

    def __init__(self, sign: bytes, seal: bytes, rest: bytes) -> None:
        self._sign = Ed25519PrivateKey.from_private_bytes(sign)
        self._seal = X25519PrivateKey.from_private_bytes(seal)
        self._rest = AESGCM(rest)
        self._tracking = hmac.digest(rest, b"liandong/tracking", "sha256")

    @property
    def public(self) -> PublicKeys:
        return PublicKeys(
            b64encode(self._sign.public_key().public_bytes_raw()).decode(),
            b64encode(self._seal.public_key().public_bytes_raw()).decode(),
        )

    def sign(self, words: bytes) -> bytes:
        return self._sign.sign(words)

    def open(self, sealed: bytes, about: bytes) -> bytes:
        """Opens what was sealed to this unit. Raises CannotOpen."""
        try:
            return SUITE.decrypt(sealed, self._seal, info=about)
        except (InvalidTag, ValueError) as fault:
            raise CannotOpen from fault

    def tracking_hash(self, number: str, secret: str) -> bytes:
        """The keyed hash by which the secret that tracks a number is known again."""
        return hmac.digest(self._tracking, f"{number}\n{secret}".encode(), "sha256")

    def wrap(self, key: bytes, about: str) -> bytes:
        """A stream's key as it may lie in the database."""
        return encrypt(self._rest, key, about)

    def unwrap(self, wrapped: bytes, about: str) -> bytes:
        """Raises CannotOpen."""
        return decrypt(self._rest, wrapped, about)


def encrypt(cipher: AESGCM, plain: bytes, about: str) -> bytes:
    """AES-GCM with a random nonce in front, bound to what it is about."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + cipher.encrypt(nonce, plain, about.encode())


def decrypt(cipher: AESGCM, sealed: bytes, about: str) -> bytes:
    """Raises CannotOpen."""
    try:
        return cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], about.encode())
    except (InvalidTag, ValueError) as fault:
        raise CannotOpen from fault


def seal_to(public_key: str, plain: bytes, about: bytes) -> bytes:
    """Seals for the holder of a published key (HPKE, RFC 9180 base mode), bound to what it is about."""
    return SUITE.encrypt(plain, X25519PublicKey.from_public_bytes(b64decode(public_key)), info=about)


def can_be_used(keys: PublicKeys) -> bool:
    """Whether the keys are points one can verify by and seal to; some 32 bytes are not (RFC 7748, 6.1)."""
    try:
        seal_to(keys.seal, b"", b"probe")
        Ed25519PublicKey.from_public_bytes(b64decode(keys.sign))
    except ValueError:
        return False
    return True


def signature_holds(public_key: str, signature: bytes, words: bytes) -> bool:
    """Whether the holder of a published key signed these words."""
    try:
        Ed25519PublicKey.from_public_bytes(b64decode(public_key)).verify(signature, words)
    except (InvalidSignature, ValueError):
        return False
    return True


def generate_unit_keys(folder: Path, unit: str) -> UnitKeys:
    """Makes the keys of a unit once; a folder that has them keeps them. Files are 0600, the folder 0700."""
    home = folder / unit
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name in ("sign", "seal", "rest"):
        file = home / f"{name}.key"
        if not file.exists():
            fresh = file.with_suffix(".new")
            descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "wb") as out:
                out.write(b64encode(os.urandom(32)))
                out.flush()
                os.fsync(out.fileno())
            fresh.rename(file)
    return load_unit_keys(folder, unit)


def load_unit_keys(folder: Path, unit: str) -> UnitKeys:
    """Raises FileNotFoundError if the unit has no keys here."""
    home = folder / unit
    sign, seal, rest = (b64decode((home / f"{name}.key").read_bytes()) for name in ("sign", "seal", "rest"))
    return UnitKeys(sign, seal, rest)


def public_keys(folder: Path, unit: str) -> PublicKeys:
    """The public half, for the registry."""
    return load_unit_keys(folder, unit).public
