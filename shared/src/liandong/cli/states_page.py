"""The page of a matter's life from its preparation on: what may be done in each state, by the program's own tables."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from liandong.domain.appointment import status as appointment
from liandong.domain.case.rules.powers import ACTION_OF
from liandong.domain.case.status import ALLOWED, FINAL, STATUS_NAMES, VERB_NAMES, Status, Verb
from liandong.domain.joint import status as joint
from liandong.domain.preapplication import status as before

HEAD = """# What may be done next · 下一步

Written by `make events` from the tables that every decision goes by, those of `domain/case/status.py` and
`domain/joint/status.py`; do not edit. What is not listed is refused with `case.not-now` or `joint.not-now`. Who may do
it stands in [powers.md](powers.md).
"""
BEFORE_HEAD = """
## Before it is a case · 预申报

No clock runs and nothing counts; by `domain/preapplication/status.py`, refused with `preapplication.not-now`. What is
submitted goes on as a case in the state `received`.

| state | 状态 | may |
|---|---|---|
"""
APPOINTMENT_HEAD = """
## Appointments · 预约

By `domain/appointment/status.py`, refused with `appointment.not-now`.

| state | 状态 | may |
|---|---|---|
"""
CASE_HEAD = "\n## A case · 办件\n\n| state | 状态 | people may | the platform does |\n|---|---|---|---|\n"
JOINT_HEAD = "\n## A joint master · 联办主件\n\n| state | 状态 | may |\n|---|---|---|\n"
VERBS_HEAD = "\n## Acts on a case · 办件动作\n\n| verb | 动作 | needs the power |\n|---|---|---|\n"
S = TypeVar("S", bound=StrEnum)
AUTOMATIC = "By the platform, on hearing from another unit or by time alone"


def states_page() -> str:
    """The page as Markdown."""
    cases = "".join(_case_row(status) for status in (None, *Status))
    masters = "".join(_joint_row(status) for status in (None, *joint.JointStatus))
    verbs = "".join(
        f"| `{verb}` | {VERB_NAMES[verb]} | {f'`{ACTION_OF[verb]}`' if verb in ACTION_OF else AUTOMATIC} |\n"
        for verb in Verb
        if verb is not Verb.RECEIVE
    )
    prepared = "".join(_before_row(status) for status in (None, *before.PreStatus))
    booked = "".join(_booked_row(status) for status in (None, *appointment.AppointmentStatus))
    before_it = BEFORE_HEAD + prepared + APPOINTMENT_HEAD + booked
    return HEAD + before_it + CASE_HEAD + cases + VERBS_HEAD + verbs + JOINT_HEAD + masters


def _case_row(status: Status | None) -> str:
    people = [verb for verb in Verb if verb in ALLOWED[status] and (verb in ACTION_OF or verb is Verb.RECEIVE)]
    platform = [verb for verb in Verb if verb in ALLOWED[status] and verb not in people]
    return (
        f"{_standing(status, STATUS_NAMES, FINAL)} | {_named(people, VERB_NAMES)} | {_named(platform, VERB_NAMES)} |\n"
    )


def _before_row(status: before.PreStatus | None) -> str:
    verbs = [verb for verb in before.PreVerb if verb in before.ALLOWED[status]]
    return f"{_standing(status, before.STATUS_NAMES, before.FINAL)} | {_named(verbs, before.VERB_NAMES)} |\n"


def _booked_row(status: appointment.AppointmentStatus | None) -> str:
    verbs = [verb for verb in appointment.AppointmentVerb if verb in appointment.ALLOWED[status]]
    named = _named(verbs, appointment.VERB_NAMES)
    return f"{_standing(status, appointment.STATUS_NAMES, appointment.FINAL)} | {named} |\n"


def _joint_row(status: joint.JointStatus | None) -> str:
    verbs = [verb for verb in joint.JointVerb if verb in joint.ALLOWED[status]]
    return f"{_standing(status, joint.STATUS_NAMES, joint.FINAL)} | {_named(verbs, joint.VERB_NAMES)} |\n"


def _standing(status: S | None, names: Mapping[S, str], final: frozenset[S]) -> str:
    if status is None:
        return "| — | 尚无"
    return f"| `{status}`{' (ended)' if status in final else ''} | {names[status]}"


def _named(verbs: list[S], names: Mapping[S, str]) -> str:
    return "、".join(f"{names[verb]} `{verb}`" for verb in verbs)
