"""机关代字: each unit has a mark of its own, or none."""

from typing import Any

import pytest
from pydantic import SecretStr, ValidationError

from liandong.infrastructure.settings import Settings


def marks(said: Any) -> dict[str, str]:
    return Settings(
        units=["610113"],
        port=8611,
        database_url=SecretStr("postgresql://nowhere"),
        nats_url="nats://nowhere",
        keys_dir="/nowhere",  # type: ignore[arg-type]  # as the environment says it
        city_public_key="none",
        document_marks=said,
    ).document_marks


def test_marks_are_read_as_pairs() -> None:
    assert marks("610104=莲政服, 610113=雁政服") == {"610104": "莲政服", "610113": "雁政服"}
    assert marks("") == {}


@pytest.mark.parametrize("said", ["610104=莲政服,610113=莲政服", "610104=", "610104"])
def test_a_mark_that_tells_no_units_apart_is_refused(said: str) -> None:
    with pytest.raises(ValidationError, match="every unit needs a mark of its own"):
        marks(said)
