"""Keys, clocks and people for tokens."""

from dataclasses import dataclass, field

import pytest
from joserfc.jwk import KeySet, OKPKey

from liandong.infrastructure.identity.issuer import EmbeddedIssuer
from liandong.infrastructure.identity.verifier import OwnKeys, TokenVerifier
from liandong.terms.codes import ItemCode, StaffId, UnitCode
from liandong.terms.principal import Principal
from liandong.terms.roles import Role

NOON = 1_793_600_000.25
UNIT = UnitCode("610113")
CHIEF = Principal(
    id=StaffId("0017"),
    unit=UNIT,
    roles=frozenset({Role.CHIEF, Role.DEPARTMENT_CLERK}),
    relations=frozenset({"department:住建"}),
    items=frozenset({ItemCode("A01")}),
)


@dataclass
class Revoked:
    """Revocations that count how often they were asked to look."""

    valid_from: dict[tuple[str, str], float] = field(default_factory=dict)
    looked: int = 0

    async def refresh(self) -> None:
        self.looked += 1

    def void(self, unit: UnitCode, staff: StaffId, issued_at: float) -> bool:
        return issued_at < self.valid_from.get((unit, staff), 0.0)


@dataclass
class Clock:
    """A clock moved by hand; seconds."""

    now: float = NOON

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def revoked() -> Revoked:
    return Revoked()


@pytest.fixture(scope="session")
def key() -> OKPKey:
    return OKPKey.generate_key("Ed25519", auto_kid=True)


@pytest.fixture
def issuer(key: OKPKey) -> EmbeddedIssuer:
    return EmbeddedIssuer("urn:liandong:issuer:610113:main", key)


@pytest.fixture
def verifier(issuer: EmbeddedIssuer, revoked: Revoked, clock: Clock) -> TokenVerifier:
    return verifier_with(issuer.key_set(), revoked, clock)


def verifier_with(keys: KeySet, revoked: Revoked, clock: Clock) -> TokenVerifier:
    """A verifier for the issuer of these tests that knows these keys."""
    return TokenVerifier(
        issuer="urn:liandong:issuer:610113:main",
        audience=frozenset({UNIT, "610114"}),
        keys=OwnKeys(keys),
        revocations=revoked,
        now=clock,
    )
