"""The keys of an external issuer: found, kept while it is away, asked for again when a new one appears."""

from typing import Any

import httpx
import pytest
from joserfc.jwk import ECKey, KeySet, OctKey, OKPKey

from liandong.infrastructure.identity.discovery import DiscoveredKeys
from liandong.terms.refusal import Nature, Refused

from .conftest import Clock

URL = "https://login.city.example"


class Issuer:
    """An issuer on the other side of the network, which can be away or publish something else."""

    def __init__(self) -> None:
        self.keys: list[Any] = [OKPKey.generate_key("Ed25519", auto_kid=True)]
        self.name = URL
        self.jwks_uri = f"{URL}/keys"
        self.away = False
        self.asked = 0

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if self.away:
            raise httpx.ConnectError("away")
        if request.url.path == "/.well-known/openid-configuration":
            self.asked += 1
            return httpx.Response(200, json={"issuer": self.name, "jwks_uri": self.jwks_uri})
        return httpx.Response(200, json={"keys": [key.as_dict(private=False) for key in self.keys]})


@pytest.fixture
def issuer() -> Issuer:
    return Issuer()


@pytest.fixture
def found(issuer: Issuer, clock: Clock) -> DiscoveredKeys:
    client = httpx.AsyncClient(transport=httpx.MockTransport(issuer))
    return DiscoveredKeys(URL + "/", client, monotonic=clock)


def kids(keys: KeySet) -> set[str | None]:
    return {key.kid for key in keys}


async def test_keys_are_found_once_and_kept(issuer: Issuer, found: DiscoveredKeys) -> None:
    kid = issuer.keys[0].kid
    for _ in range(3):
        assert kids(await found.key_set(kid)) == {kid}

    assert issuer.asked == 1


async def test_an_unknown_key_is_asked_for_at_most_once_a_minute(
    issuer: Issuer, found: DiscoveredKeys, clock: Clock
) -> None:
    old = issuer.keys[0]
    await found.key_set(old.kid)
    new = ECKey.generate_key("P-256", auto_kid=True)
    issuer.keys = [old, new]
    for _ in range(20):
        assert kids(await found.key_set(new.kid)) == {old.kid}
    assert issuer.asked == 1

    clock.now += 60
    assert kids(await found.key_set(new.kid)) == {old.kid, new.kid}
    assert issuer.asked == 2


async def test_known_keys_stay_in_use_while_the_issuer_is_away(
    issuer: Issuer, found: DiscoveredKeys, clock: Clock
) -> None:
    kid = issuer.keys[0].kid
    await found.key_set(kid)
    issuer.away = True
    clock.now += 3600

    assert kids(await found.key_set("another")) == {kid}


async def test_without_any_key_one_is_asked_to_wait_and_it_is_tried_again(
    issuer: Issuer, found: DiscoveredKeys, clock: Clock
) -> None:
    issuer.away = True
    with pytest.raises(Refused) as refusal:
        await found.key_set("k")
    assert (refusal.value.code, refusal.value.nature) == ("identity.issuer-away", Nature.UNAVAILABLE)

    issuer.away = False
    with pytest.raises(Refused):
        await found.key_set("k")
    clock.now += 5
    assert await found.key_set("k")


async def test_an_issuer_that_names_itself_otherwise_is_not_believed(issuer: Issuer, found: DiscoveredKeys) -> None:
    issuer.name = "https://login.other.example"

    with pytest.raises(Refused):
        await found.key_set("k")


async def test_keys_on_a_plainer_road_are_not_taken(issuer: Issuer, found: DiscoveredKeys) -> None:
    issuer.jwks_uri = "http://login.city.example/keys"

    with pytest.raises(Refused):
        await found.key_set("k")


async def test_only_keys_for_signatures_are_taken(issuer: Issuer, found: DiscoveredKeys) -> None:
    secret = OctKey.generate_key(256, {"kid": "shared"}, auto_kid=True)
    sealing = OKPKey.generate_key("X25519", {"kid": "sealing", "use": "enc"})
    signing = issuer.keys[0]

    class Published:
        kid = "shared"

        def as_dict(self, *, private: bool) -> Any:
            return secret.as_dict(private=True)

    issuer.keys = [Published(), sealing, signing]

    assert kids(await found.key_set(signing.kid)) == {signing.kid}
