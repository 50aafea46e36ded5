"""What may be written into a field: the lengths, characters and dates every request model shares."""

from datetime import date, datetime
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from liandong.terms.legal_time import FOR_GOOD

EARLIEST = date(2004, 1, 1)
"""The first day of the working calendar (the Administrative Licensing Law is of 2004): no legal date lies before."""
LATEST = date(2100, 12, 31)

CODE_PATTERN = r"^[0-9A-Za-z](?:[0-9A-Za-z_.:\-]{0,62}[0-9A-Za-z])?$"


class In(BaseModel):
    """A request body: unknown members are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Out(BaseModel):
    """An answer."""

    model_config = ConfigDict(frozen=True, from_attributes=True)


class Selection(BaseModel):
    """The parameters of what is read whole: unknown ones are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Filter(Selection):
    """The parameters of a listing: every listing is paged by `cursor` and `limit`."""

    cursor: Annotated[str | None, Field(max_length=1024, description="上一页答复中的 next")] = None
    limit: Annotated[int, Field(ge=1, le=200, description="每页条数")] = 50


def _not_blank(text: str) -> str:
    if not text.strip():
        raise PydanticCustomError("blank", "不能为空")
    return text


def _iso_day(value: Any) -> Any:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if not isinstance(value, str) or len(value) != 10:
        raise PydanticCustomError("day", "日期须写作 年-月-日，如 2026-11-02")
    return value


def _within_reach(day: date) -> date:
    if not EARLIEST <= day <= LATEST:
        raise PydanticCustomError("day_out_of_range", "日期须在 2004-01-01 至 2100-12-31 之间")
    return day


def _within_reach_or_for_good(day: date) -> date:
    if day != FOR_GOOD and not EARLIEST <= day <= LATEST:
        raise PydanticCustomError(
            "last_day_out_of_range", "日期须在 2004-01-01 至 2100-12-31 之间，长期有效的写作 9999-12-31"
        )
    return day


def _aware(at: datetime) -> datetime:
    _within_reach(at.date())
    return at


Code = Annotated[str, Field(min_length=1, max_length=64, pattern=CODE_PATTERN, examples=["A01"])]
"""A code or number: case, item, material, step, document code. ASCII letters, digits and `_ - . :`."""
DocumentNumber = Annotated[
    str, Field(min_length=1, max_length=64, examples=["市审批〔2026〕12号"]), AfterValidator(_not_blank)
]
"""文号."""
Name = Annotated[str, Field(min_length=1, max_length=200, examples=["某某建设有限公司"]), AfterValidator(_not_blank)]
"""A name of a person, organisation or project."""
Number = Annotated[
    str, Field(min_length=1, max_length=32, pattern=r"^[0-9A-Za-z\-]+$", examples=["91610113MA6TG0000X"])
]
"""An identity or credit code, shape only; its check digits are the domain's."""
Phone = Annotated[str, Field(min_length=5, max_length=20, pattern=r"^\+?[0-9\-]+$", examples=["029-85200000"])]
Address = Annotated[str, Field(min_length=1, max_length=300, examples=["小寨东路1号"]), AfterValidator(_not_blank)]
Text = Annotated[
    str, Field(min_length=1, max_length=4000, examples=["材料齐全，符合法定形式"]), AfterValidator(_not_blank)
]
"""Free text: an opinion, a reason."""
Hash = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$", examples=["0" * 64])]
"""SHA-256 in lower-case hexadecimal."""
Day = Annotated[
    date,
    BeforeValidator(_iso_day),
    AfterValidator(_within_reach),
    WithJsonSchema({"type": "string", "format": "date", "examples": ["2026-11-02"]}),
]
"""A legal day, 2004-01-01 to 2100-12-31."""
LastDay = Annotated[
    date,
    BeforeValidator(_iso_day),
    AfterValidator(_within_reach_or_for_good),
    WithJsonSchema({"type": "string", "format": "date", "examples": ["2027-03-31", "9999-12-31"]}),
]
"""The last day something holds: a legal day, or 9999-12-31 for what holds for good (长期)."""
Instant = Annotated[
    datetime,
    Field(examples=["2026-11-02T09:30:00+08:00"]),
    AfterValidator(_aware),
]
"""An instant with its offset."""
Count = Annotated[int, Field(strict=True, ge=0, le=1_000_000)]
