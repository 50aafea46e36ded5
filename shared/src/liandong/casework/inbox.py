"""我的待办: the cases that wait for an act this person may do, the most urgent first."""

from collections.abc import Sequence
from dataclasses import dataclass

from liandong.application.desk import Desk
from liandong.application.repository import Loaded
from liandong.casework.repositories import CASES, JOINTS
from liandong.domain.case.clocks import Running, clocks_of, most_urgent
from liandong.domain.case.rules.powers import ACTION_OF
from liandong.domain.case.state import Case
from liandong.domain.case.status import FINAL, Status
from liandong.domain.case.turn import CARRIES_ON, WAITS_FOR_OTHERS
from liandong.domain.circumstances import Circumstances
from liandong.domain.joint.clocks import clocks_of as clocks_of_joint
from liandong.domain.joint.state import Joint
from liandong.domain.joint.status import FINAL as JOINT_FINAL
from liandong.domain.powers.decide import Denied, decide
from liandong.terms.principal import Principal
from liandong.terms.refusal import Refused

MOST = 200
"""Rows at once; the earliest promised days come first, and what has none yet was received lately."""
WAITING = f"""
select s.id, s.version, s.state, s.sealed, k.wrapped from {CASES.table} s
left join stream_key k on k.unit = s.unit and k.stream = '{CASES.name}:' || s.id
where s.unit = $1 and s.status = any($2::text[]) and ($3::text[] is null or s.department = any($3))
order by coalesce(s.promised_due, (s.next_at at time zone 'Asia/Shanghai')::date + 6), s.id limit $4
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A case in somebody's inbox, with the clock that presses most; none where the calendar does not reach."""

    case: Case
    version: int
    pressing: Running | None
    is_mine: bool
    """He answers for it, or for its running step."""


def his_turn(by: Principal) -> frozenset[Status]:
    """The states in which a case waits for an act he may do."""
    return frozenset(
        status
        for status, verbs in CARRIES_ON.items()
        if status not in WAITS_FOR_OTHERS and any(not isinstance(decide(by, ACTION_OF[verb]), Denied) for verb in verbs)
    )


async def waiting_for(desk: Desk, by: Principal, statuses: frozenset[Status] | None = None) -> Sequence[Waiting]:
    """What waits for this person, or what is in these states, the most urgent first; at most `MOST`."""
    wanted = his_turn(by) if statuses is None else statuses
    departments = sorted(relation.partition(":")[2] for relation in by.relations if relation.startswith("department:"))
    rows = await desk.pool.fetch(WAITING, by.unit, [each.value for each in wanted], departments or None, MOST)
    loaded: list[Loaded[Case]] = [CASES.read(row, by.unit, row["id"], desk.keys[by.unit]) for row in rows]
    given = desk.given(by)
    found = [_waiting(each, by, given) for each in loaded]
    return sorted(found, key=_urgency)


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingJoint:
    """An open joint approval, its pressing clock, and how many of its shares are decided."""

    joint: Joint
    pressing: Running | None
    decided: int


JOINTS_OPEN = f"""
select s.id, s.version, s.state, s.sealed, k.wrapped from {JOINTS.table} s
left join stream_key k on k.unit = s.unit and k.stream = '{JOINTS.name}:' || s.id
where s.unit = $1 and s.status <> all($2::text[]) order by s.promised_due nulls first, s.id limit $3
"""


async def joints_waiting(desk: Desk, by: Principal) -> Sequence[WaitingJoint]:
    """The open joint approvals of the unit, the earliest promised day first; at most `MOST`."""
    rows = await desk.pool.fetch(JOINTS_OPEN, by.unit, [each.value for each in JOINT_FINAL], MOST)
    loaded: list[Loaded[Joint]] = [JOINTS.read(row, by.unit, row["id"], desk.keys[by.unit]) for row in rows]
    given = desk.given(by)
    return [_joint(each.state, given) for each in loaded if each.state is not None]


def _joint(joint: Joint, given: Circumstances) -> WaitingJoint:
    try:
        pressing = most_urgent(clocks_of_joint(joint, given))
    except Refused:
        pressing = None
    decided = sum(share.outcome is not None for share in joint.shares)
    return WaitingJoint(joint=joint, pressing=pressing, decided=decided)


def open_statuses() -> frozenset[Status]:
    return frozenset(Status) - FINAL


def _waiting(loaded: Loaded[Case], by: Principal, given: Circumstances) -> Waiting:
    case = loaded.state
    assert case is not None, "a row has one"
    try:
        pressing = most_urgent(clocks_of(case, given))
    except Refused:  # the calendar does not reach so far; the case is no less there
        pressing = None
    responsible = case.running.responsible if case.running is not None else case.handler
    return Waiting(case=case, version=loaded.version, pressing=pressing, is_mine=responsible == by.id)


def _urgency(each: Waiting) -> tuple[bool, int, str]:
    left = None if each.pressing is None else each.pressing.remaining
    return left is None, left or 0, each.case.id
