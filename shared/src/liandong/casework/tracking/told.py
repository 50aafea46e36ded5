"""What is told to somebody who knows the number and its secret: facts of his own matter, by words of the domain."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from liandong.application.desk import Desk
from liandong.casework.api.shown import MovedOut
from liandong.domain.case.state import Case
from liandong.domain.case.status import STATUS_NAMES, Status
from liandong.domain.history import Told
from liandong.domain.joint.state import Joint, ShareState
from liandong.domain.joint.status import STATUS_NAMES as JOINT_STATUS_NAMES
from liandong.domain.joint.status import JointStatus
from liandong.domain.tracking.ahead import Next, next_of_case, next_of_joint
from liandong.domain.tracking.days_off import days_off
from liandong.domain.tracking.happened import happened, paused_since
from liandong.domain.tracking.silence import by_silence
from liandong.domain.tracking.words import (
    ASKED,
    ASKED_ANEW,
    AT_WORK,
    DECIDED,
    NO_LONGER,
    NOT_ASKED,
    OUTCOMES,
    Say,
    in_chinese,
)
from liandong.events.case import Outcome
from liandong.events.handling import LimitUnit
from liandong.infrastructure.http import Out
from liandong.terms.codes import ItemCode, UnitCode
from liandong.terms.legal_time import legal_day
from liandong.terms.refusal import Refused

History = Sequence[Told]


class HappenedOut(Out):
    """One thing that happened."""

    on: date
    what: str


class NextOut(Out):
    """What happens next, and its last day where there is one."""

    what: str
    by: date | None


class TrackedShareOut(Out):
    """One item of a joint approval and where it stands."""

    item: str
    item_name: str
    unit: str
    unit_name: str
    standing: str
    decided_on: date | None


class NotCountedOut(Out):
    """Days up to the promised due day that are not counted: which holiday, and the notice that gives it."""

    first: date
    last: date
    what: str
    basis: str


class TrackingOut(Out):
    """办理进度. Due dates that are `provisional` may move when the holidays of a year are published.

    Limits are counted in `limit_unit`; where that is less than days their end is told to the minute.

    `unit` is whom to ask. Nothing here names a person.
    """

    number: str
    item_name: str
    department: str
    unit: str
    unit_name: str
    status_name: str
    happened: list[HappenedOut]
    next: NextOut | None
    wanted_materials: list[str]
    paused_since: date | None
    accepted_on: date | None
    limit_unit: LimitUnit
    promised_due: date | None
    statutory_due: date | None
    renewal_due: Annotated[date | None, Field(description="所持许可有效期届满日，仅延续事项有")]
    promised_ends: datetime | None
    statutory_ends: datetime | None
    provisional: bool
    moved: MovedOut | None
    not_counted: list[NotCountedOut]
    outcome: str | None
    decided_on: date | None
    document: str | None
    by_silence: Annotated[str | None, Field(description="未作决定而视为准予的，说明其依据")]
    shares: list[TrackedShareOut]
    visits: Annotated[int, Field(description="到现场办理的天数；联办件为 0")]
    as_of: datetime


def told_of_case(desk: Desk, case: Case, history: History, say: Say = in_chinese) -> TrackingOut:
    """A case as its applicant may know it."""
    names = {material.code: material.name for material in case.entry.materials}
    wanted = case.notice_lines if case.status is Status.CORRECTION_REQUESTED else ()
    return TrackingOut(
        number=case.id,
        item_name=case.entry.name,
        department=case.entry.department,
        unit=case.unit,
        unit_name=_unit_name(desk, case.unit),
        status_name=say(STATUS_NAMES[case.status]),
        happened=[HappenedOut(on=one.on, what=one.what) for one in happened(history, case.entry, {}, say)],
        next=_next(next_of_case(case, desk.references.calendar(case.unit)), say),
        wanted_materials=[names.get(code, code) for code in wanted],
        paused_since=paused_since(history),
        accepted_on=case.accepted_on,
        limit_unit=case.entry.limit_unit,
        promised_due=case.promised_due,
        statutory_due=case.statutory_due,
        renewal_due=case.licence_expires_on,
        promised_ends=case.promised_ends,
        statutory_ends=case.statutory_ends,
        provisional=case.provisional,
        moved=None if case.moved is None else MovedOut.model_validate(case.moved),
        not_counted=_not_counted(desk, case, None if case.accepted_on is None else case.clock_start),
        outcome=_outcome(case.outcome, say),
        decided_on=case.decided_on,
        document=case.document,
        by_silence=None if case.silence is None else by_silence(case.silence, case.entry, say),
        shares=[],
        visits=case.visits,
        as_of=desk.clock.now(),
    )


def told_of_joint(desk: Desk, joint: Joint, history: History, say: Say = in_chinese) -> TrackingOut:
    """A joint approval with its shares; what the units say to each other on the way is not told."""
    names = names_of_shares(desk, joint)
    materials = {material.code: material.name for material in joint.entry.materials}
    wanted = joint.notice_lines if joint.status is JointStatus.CORRECTION_REQUESTED else joint.supplement_lines
    items: dict[str, str] = {share.link: names[share.item] for share in joint.shares}
    return TrackingOut(
        number=joint.id,
        item_name=joint.entry.name,
        department=joint.entry.department,
        unit=joint.unit,
        unit_name=_unit_name(desk, joint.unit),
        status_name=say(JOINT_STATUS_NAMES[joint.status]),
        happened=[HappenedOut(on=one.on, what=one.what) for one in happened(history, joint.entry, items, say)],
        next=_next(next_of_joint(joint, desk.references.calendar(joint.unit)), say),
        wanted_materials=[materials.get(code, code) for code in wanted],
        paused_since=joint.paused_since,
        accepted_on=joint.accepted_on,
        limit_unit=joint.entry.limit_unit,
        promised_due=joint.promised_due,
        statutory_due=joint.statutory_due,
        renewal_due=None,
        promised_ends=None,
        statutory_ends=None,
        provisional=joint.provisional,
        moved=None if joint.moved is None else MovedOut.model_validate(joint.moved),
        not_counted=_not_counted(desk, joint, joint.accepted_on),
        outcome=_outcome(joint.outcome, say),
        decided_on=joint.joined_on,
        document=None,
        by_silence=None,
        shares=[_share(desk, share, names, say) for share in joint.shares],
        visits=0,
        as_of=desk.clock.now(),
    )


def _share(desk: Desk, share: ShareState, names: Mapping[ItemCode, str], say: Say) -> TrackedShareOut:
    return TrackedShareOut(
        item=share.item,
        item_name=names[share.item],
        unit=share.unit,
        unit_name=_unit_name(desk, share.unit),
        standing=standing_of(share, say),
        decided_on=share.decided_on,
    )


def standing_of(share: ShareState, say: Say) -> str:
    """Where a share stands. One that a unit could not take on is the lead's task, not the applicant's."""
    if share.outcome is not None:
        return say(DECIDED).format(outcome=say(OUTCOMES[share.outcome]))
    if share.voided is not None:
        return say(NO_LONGER)
    if share.rejected is not None:
        return say(ASKED_ANEW)
    if share.acknowledged:
        return say(AT_WORK)
    return say(NOT_ASKED if share.requested_on is None else ASKED)


def names_of_shares(desk: Desk, joint: Joint) -> dict[ItemCode, str]:
    """The names of the shares' items on the day of acceptance; the code where the catalogue cannot say."""
    on = joint.accepted_on or legal_day(desk.clock.now())

    def name(item: ItemCode) -> str:
        try:
            return desk.references.entry(item, on)[0].name
        except Refused:
            return item

    return {share.item: name(share.item) for share in joint.shares}


def _not_counted(desk: Desk, matter: Case | Joint, start: date | None) -> list[NotCountedOut]:
    """The holidays up to the promised due day, by the calendar it is counted by; none where every day counts."""
    if start is None or matter.promised_due is None or matter.calendar is None:
        return []
    if matter.entry.limit_unit in (LimitUnit.CALENDAR_DAY, LimitUnit.NATURAL_HOUR):
        return []
    calendar = desk.references.calendar_by_hash(matter.calendar, matter.unit) or desk.references.calendar(matter.unit)
    found = days_off(calendar, desk.references.holidays(), start, matter.promised_due)
    return [NotCountedOut.model_validate(one) for one in found]


def _unit_name(desk: Desk, code: UnitCode) -> str:
    known = desk.references.unit(code)
    return code if known is None else known.name


def _outcome(outcome: Outcome | None, say: Say) -> str | None:
    return None if outcome is None else say(OUTCOMES[outcome])


def _next(ahead: Next | None, say: Say) -> NextOut | None:
    return None if ahead is None else NextOut(what=say(ahead.what), by=ahead.by)
