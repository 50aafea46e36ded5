"""What a service refuses to start with."""

from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from liandong.infrastructure.identity.identity import StartRefused, settings_must_be_safe
from liandong.infrastructure.settings import Settings

ISSUER = {"issuer_url": "https://login.city.example", "issuer_audience": "liandong"}


def settings(**given: Any) -> Settings:
    return Settings(
        units=["610113"],
        port=8611,
        database_url=SecretStr("postgresql://nowhere"),
        nats_url="nats://nowhere",
        keys_dir=Path("/nowhere"),
        city_public_key="none",
        **given,
    )


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"production": True}, "embedded issuer is refused in production"),
        ({"production": True, "demo": True} | ISSUER, "demo mode is refused in production"),
        ({"production": True} | ISSUER | {"issuer_url": "http://login.city.example"}, "without https"),
        ({"issuer_url": "https://login.city.example"}, "LIANDONG_ISSUER_AUDIENCE"),
        ({"production": True, "peers": "610100=http://files.city.example"} | ISSUER, "LIANDONG_PEERS"),
    ],
)
def test_unsafe_settings_are_refused_with_what_to_change(given: dict[str, Any], sentence: str) -> None:
    with pytest.raises(StartRefused, match=sentence):
        settings_must_be_safe(settings(**given))


@pytest.mark.parametrize("given", [{}, {"demo": True}, ISSUER, {"production": True} | ISSUER])
def test_safe_settings_are_not(given: dict[str, Any]) -> None:
    settings_must_be_safe(settings(**given))
