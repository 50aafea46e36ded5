"""An explanation on the terminal: for people a line a day, for programs one JSON object."""

from collections.abc import Iterator
from typing import Any

from liandong.domain.catalogue.words import UNITS
from liandong.domain.worktime.explain import Explanation
from liandong.domain.worktime.limit import Granted, Judged
from liandong.domain.worktime.trace import TracedDay

OF_THE_EXTENSION = {
    Granted.COUNTS: "计入",
    Granted.LATE: "不计入：批准时期限已届满",
    Granted.SECOND: "不计入：期限只能延长一次",
}


def as_json(told: Explanation) -> dict[str, Any]:
    """Days and instants in ISO 8601; `amount` of a day in the unit, for hours in minutes."""
    return {
        "start": told.start.isoformat(),
        "limit": told.limit.amount,
        "unit": told.limit.unit.value,
        "basis": told.limit.basis,
        "total": told.total,
        "extensions": [_extension(one) for one in told.extensions],
        "due": str(told.due),
        "ends": told.ends.isoformat(),
        "provisional": told.provisional,
        "open": told.open,
        "policy": told.policy,
        "calendar": told.calendar,
        "days": [_day(one) for one in told.days],
    }


def as_text(told: Explanation) -> Iterator[str]:
    for day in told.days:
        yield f"{day.date} {'计' if day.counted else '　'} {day.sentence}（{day.basis}）"
    for one in told.extensions:
        extension = one.extension
        sentence = f"延期{extension.amount}{UNITS[told.limit.unit]}，{extension.approved_on}批准"
        yield f"{sentence}，{OF_THE_EXTENSION[one.granted]}（{extension.basis}）"
    for pause in told.void:
        yield f"{pause.ground}未书面告知所需时间，不予扣除（{pause.basis}）"
    marks = [text for text, on in (("暂定", told.provisional), ("计时仍在中止，为最早情形", told.open)) if on]
    mark = f"（{'；'.join(marks)}）" if marks else ""
    yield f"{told.total}{UNITS[told.limit.unit]}，到期日 {told.due}，{told.ends:%Y-%m-%d %H:%M}止{mark}"


def _day(day: TracedDay) -> dict[str, Any]:
    return {
        "date": str(day.date),
        "counted": day.counted,
        "amount": day.amount,
        "reason": day.reason.value,
        "sentence": day.sentence,
        "basis": day.basis,
        "provisional": day.provisional,
    }


def _extension(one: Judged) -> dict[str, Any]:
    return {
        "amount": one.extension.amount,
        "approved_on": str(one.extension.approved_on),
        "basis": one.extension.basis,
        "granted": one.granted.value,
        "due_without": str(one.due_without),
    }
