"""The last day of a licence as it is written in: within reach, or for good; nonsense is pointed at."""

from datetime import date

import pytest
from pydantic import ValidationError

from liandong.casework.api.application import LicenceIn


@pytest.mark.parametrize("day", ["2027-03-31", "2100-12-31", "9999-12-31"])
def test_a_day_within_reach_or_for_good_is_taken(day: str) -> None:
    assert LicenceIn(number="1号", expires_on=day).held().expires_on == date.fromisoformat(day)


@pytest.mark.parametrize("day", ["0001-01-01", "2101-01-01", "9999-12-30", "9999-12-31T00:00:00", 253402214400])
def test_any_other_is_refused(day: object) -> None:
    with pytest.raises(ValidationError) as refused:
        LicenceIn.model_validate({"number": "1号", "expires_on": day})
    assert [error["loc"] for error in refused.value.errors()] == [("expires_on",)]


def test_who_writes_a_day_out_of_reach_reads_how_to_write_for_good() -> None:
    with pytest.raises(ValidationError, match="长期有效的写作 9999-12-31"):
        LicenceIn.model_validate({"number": "1号", "expires_on": "3000-01-01"})
