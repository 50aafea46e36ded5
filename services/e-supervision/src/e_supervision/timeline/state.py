"""What supervision keeps of a matter: days and words of its acts. Due dates that a unit states are not kept."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from liandong.events import Event
from liandong.events.authority import ActedUnder, LetterAct
from liandong.events.case import CaseKind, EntryReference, Outcome, ReturnAddress
from liandong.events.case_clock import ApprovalLevel, PauseGround
from liandong.terms.codes import CaseId, Digest, EventId, ItemCode, JointId, LinkId, StaffId, Tier, UnitCode


def is_matter(stream: str) -> bool:
    """Whether a stream is the history of a case or a joint master; others are kept in the ledger only."""
    return stream.startswith(("case:", "joint:"))


class Standing(StrEnum):
    """Where a matter stands, as far as heard (D.2)."""

    RECEIVED = "received"  # 已收件
    CORRECTION_REQUESTED = "correction_requested"  # 待补正
    ACCEPTED = "accepted"  # 已受理
    IN_REVIEW = "in_review"  # 审查中
    FOLLOWING = "following"  # 主办已决定，其余按承诺办理
    ESCALATED = "escalated"  # 待上级审批
    DECIDED = "decided"  # 已决定
    DELIVERED = "delivered"  # 已送达
    CLOSED = "closed"  # 办结
    NOT_ACCEPTED = "not_accepted"  # 不予受理
    RETURNED = "returned"  # 退回
    PAUSED = "paused"  # 计时中止
    WITHDRAW_PENDING = "withdraw_pending"  # 撤回待确认
    WITHDRAWN = "withdrawn"  # 已撤回
    TERMINATED = "terminated"  # 已终止
    READY = "ready"  # 待领取
    REVOKED = "revoked"  # 已撤销
    ANNULLED = "annulled"  # 已注销
    ARCHIVED = "archived"  # 已归档


FINAL = frozenset(
    {
        Standing.NOT_ACCEPTED,
        Standing.RETURNED,
        Standing.CLOSED,
        Standing.WITHDRAWN,
        Standing.TERMINATED,
        Standing.REVOKED,
        Standing.ANNULLED,
        Standing.ARCHIVED,
    }
)
"""The unit has ended the matter (D.2). A clock of it runs on all the same where the end does not hold."""
RECOUNTED = frozenset(
    {
        Standing.RECEIVED,
        Standing.CORRECTION_REQUESTED,
        Standing.ACCEPTED,
        Standing.IN_REVIEW,
        Standing.PAUSED,
        Standing.WITHDRAW_PENDING,
    }
)
"""While a matter stands here a new calendar counts it: unaccepted at once, later when its unit says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """One journal entry as heard: who said it, its place in the matter's history, when it happened, what it says."""

    id: EventId
    unit: UnitCode
    stream: str
    sequence: int
    occurred_at: datetime
    event: Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One hand-in of materials, and the day the unit answered it by a notice, an acceptance or a refusal."""

    effective_on: date
    answered_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Paused:
    """One stretch on which the clock stood still; one without the notice it needs does not count."""

    number: int
    ground: PauseGround
    start: date
    end: date | None = None
    expected_until: date | None = None
    counts: bool
    new_material: bool = False
    start_at: datetime | None = None
    end_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Extended:
    """The extension of the statutory limit: so many working days, decided when."""

    days: int
    level: ApprovalLevel
    on: date
    moves_promise: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """Materials owed since acceptance, by when, and when the last of them came."""

    since: date
    by: date
    codes: tuple[str, ...]
    handed_in_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """Something that somebody did in his department's name, and under what he says he did it; `by` where it is said."""

    act: LetterAct
    on: date
    by: StaffId | None = None
    under: ActedUnder | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearing:
    """A hearing that was asked for first on a day, and the day it was held or given up."""

    asked_on: date
    done_on: date | None = None


class SilenceGround(StrEnum):
    """By what silence is said to have decided."""

    RENEWAL = "renewal"  # 视为准予延续（行政许可法 50）
    AGREEMENT = "agreement"  # 超时默许


@dataclass(frozen=True, slots=True, kw_only=True)
class BySilence:
    """That its unit said on a day that silence had decided, after which last day.

    `decided_before` and `stopped_before` are when it had been decided, and its clocks had been stopped, without that.
    """

    ground: SilenceGround
    last_day: date
    said_on: date
    decided_before: date | None = None
    stopped_before: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of the flow as carried out."""

    code: str
    responsible: StaffId
    started_on: date
    done_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SharePaused:
    """One stretch on which the clock of a share stood still, as its lead heard it."""

    number: int
    start: date
    end: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One request of this matter to another unit: asked, stored by its machine, answered.

    Of a share also: `since` when it has been part of the matter if another unit was asked first, `ended_on` when it was
    decided or void, when it stood still, and by when it was promised.
    """

    link: LinkId
    unit: UnitCode
    item: ItemCode | None = None
    asked_on: date | None = None
    acknowledged_on: date | None = None
    unacknowledged_on: date | None = None
    rejected_on: date | None = None
    answered_on: date | None = None
    case: CaseId | None = None
    outcome: Outcome | None = None
    since: date | None = None
    ended_on: date | None = None
    still: tuple[SharePaused, ...] = ()
    decide_by: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """A matter as heard up to `sequence`; days are legal days (UTC+08:00).

    `entry`, `calendar` and `policy` are what the unit froze at acceptance. `handed_up_on`, `decided_on`,
    `stage_closed_on` (of a master whose other shares follow) and `turned_back_on` (not accepted, returned, withdrawn,
    terminated) each stop the decision clocks. `before` is where the matter stood before a pause. `begun_at` and
    `stopped_at` are instants, for limits that are less than days. `handler` answers for it (首问负责); on the days
    `visited_on` the applicant came in person (来几次). By `decide_by` the unit of a share has promised to decide. A
    renewal was `asked_on` its receipt, of a licence in force through `licence_expires_on`; others were `others_heard`
    if a hearing was on offer.
    """

    unit: UnitCode
    stream: str
    sequence: int = 0
    last_event: EventId | None = None
    last_kind: str | None = None
    last_at: datetime | None = None
    standing: Standing = Standing.RECEIVED
    entry: EntryReference | None = None
    calendar: Digest | None = None
    policy: str | None = None
    case_kind: CaseKind | None = None
    joint: JointId | None = None
    asked_by: ReturnAddress | None = None
    rounds: tuple[Round, ...] = ()
    accepted_on: date | None = None
    deemed: bool = False
    steps: tuple[Step, ...] = ()
    links: tuple[Link, ...] = ()
    handed_up_on: date | None = None
    stage_closed_on: date | None = None
    decided_on: date | None = None
    turned_back_on: date | None = None
    delivered_on: date | None = None
    closed_on: date | None = None
    pauses: tuple[Paused, ...] = ()
    extended: Extended | None = None
    owed: Owed | None = None
    ready_on: date | None = None
    hearing: Hearing | None = None
    reopened_on: date | None = None
    decide_by: date | None = None
    before: Standing | None = None
    before_withdrawal: Standing | None = None
    handler: StaffId | None = None
    visited_on: tuple[date, ...] = ()
    outcome: Outcome | None = None
    acts: tuple[Act, ...] = ()
    begun_at: datetime | None = None
    stopped_at: datetime | None = None
    tier: Tier | None = None
    asked_on: date | None = None
    licence_expires_on: date | None = None
    withdrawing_since: date | None = None
    withdrawal_retracted_on: date | None = None
    others_heard: bool = False
    by_silence: BySilence | None = None

    @property
    def stopped_on(self) -> date | None:
        """The day the decision clocks stopped."""
        return self.stage_closed_on or self.handed_up_on or self.decided_on or self.turned_back_on
