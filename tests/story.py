"""Matters as units tell them: an entry, a stage, a calendar with a real holiday, a story that numbers what is said."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from e_supervision.timeline import Heard
from liandong.domain.worktime.clock import POLICY
from liandong.events import (
    Event,
    case,
    case_clock,
    case_decision,
    case_ending,
    case_hearing,
    case_silence,
    joint,
    joint_clock,
)
from liandong.events.case_kind import CaseKind
from liandong.events.handling import Retention
from liandong.events.reference import CalendarYear, CatalogueEntry, StepDefinition, YearStatus
from liandong.terms.codes import CaseId, Digest, EventId, ItemCode, JointId, LinkId, Pseudonym, StaffId, Tier, UnitCode
from liandong.terms.legal_time import midnight
from liandong.wire.reference_hashes import calendar_hash, entry_hash

UNIT = UnitCode("610113")
NEVER = date(2099, 1, 1)
"""What the units of these stories state as due: plainly wrong, so a light that believed them would show."""


ENTRY = CatalogueEntry(
    item=ItemCode("610000-0101"),
    name="建设工程规划许可",
    case_kind=CaseKind.PROMISED,
    tiers=(Tier.DISTRICT,),
    legal_basis=("城乡规划法 40",),
    statutory_limit=20,
    promised_limit=10,
    steps=(
        StepDefinition(code="review", name="审查", post="审批科", limit=3),
        StepDefinition(code="sign", name="签发", post="分管领导", limit=0),
    ),
    materials=(),
    department="资源规划",
)
"""20 working days by law, 10 promised; a step of 3 and one of the same day."""
STAGE = CatalogueEntry(
    item=ItemCode("stage-3"),
    name="规划设计阶段",
    case_kind=CaseKind.LINKED,
    tiers=(Tier.CITY,),
    legal_basis=("行政许可法 26",),
    statutory_limit=45,
    promised_limit=15,
    steps=(),
    materials=(),
    department="行政审批局",
)
"""A stage template: 45 working days by law, 15 promised."""
YEARS = (
    CalendarYear(
        year=2026,
        status=YearStatus.OFFICIAL,
        source="国办发明电",
        off=tuple(date(2026, 10, day) for day in (1, 2, 5, 6, 7)),
        work=(date(2026, 10, 10),),
    ),
    CalendarYear(year=2027, status=YearStatus.PROVISIONAL, source="推定", off=(date(2027, 1, 1),), work=()),
)
"""2026 with National Day (10-01 to 10-07 off, 10-10 worked); 2027 not yet published."""
ENTRY_HASH, STAGE_HASH, CALENDAR_HASH = entry_hash(ENTRY), entry_hash(STAGE), calendar_hash(YEARS)


@dataclass
class Story:
    """What one unit says of one matter, each sentence with the next sequence."""

    unit: UnitCode = UNIT
    stream: str = "case:610113-20260928-0001"
    said: list[Heard] = field(default_factory=list)
    minute: Callable[[], int] | None = None
    """The minute of the day of each act, then said where a limit may be less than days; else ten o'clock, unsaid."""
    next_at: datetime | None = None
    entry: CatalogueEntry = ENTRY

    def at(self, day: date) -> datetime | None:
        """The instant of the act about to be said, if instants are said."""
        if self.minute is not None:
            self.next_at = midnight(day) + timedelta(minutes=self.minute())
        return self.next_at

    def say(self, day: date, event: Event) -> "Story":
        sequence, self.next_at = len(self.said) + 1, self.next_at or self.at(day)
        self.said.append(
            Heard(
                id=EventId(f"{self.unit}:1:{sequence}"),
                unit=self.unit,
                stream=self.stream,
                sequence=sequence,
                occurred_at=self.next_at or midnight(day) + timedelta(hours=10),
                event=event,
            )
        )
        self.next_at = None
        return self

    @property
    def number(self) -> CaseId:
        return CaseId(self.stream.removeprefix("case:"))

    def received(
        self, day: date, asked_by: case.ReturnAddress | None = None, expires_on: date | None = None
    ) -> "Story":
        return self.say(
            day,
            case.CaseReceived(
                case=self.number,
                tier=Tier.DISTRICT,
                entry=reference(self.entry, entry_hash(self.entry)),
                frozen=self.entry,
                case_kind=CaseKind.PROMISED,
                channel=case.Channel.WINDOW,
                applicant=Pseudonym("p1"),
                pseudonym_key="k1",
                applicant_kind=case.ApplicantKind.ORGANISATION,
                effective_on=day,
                asked_by=asked_by,
                licence_expires_on=expires_on,
            ),
        )

    def accepted(self, day: date, accepted_on: date | None = None, policy: str = POLICY) -> "Story":
        return self.say(
            day,
            case.CaseAccepted(
                case=self.number,
                entry=reference(self.entry, entry_hash(self.entry)),
                accepted_on=accepted_on or day,
                policy=policy,
                calendar=CALENDAR_HASH,
                promised_due=NEVER,
                statutory_due=NEVER,
                provisional=False,
                accepted_at=self.at(day) if accepted_on in (None, day) else None,
            ),
        )

    def noticed(self, day: date, round_: int = 1) -> "Story":
        return self.say(day, case.CaseCorrectionRequested(case=self.number, round=round_, lines=("M1",)))

    def supplemented(self, day: date, round_: int = 1) -> "Story":
        return self.say(day, case.CaseSupplemented(case=self.number, round=round_, materials=(), effective_on=day))

    def step_started(self, day: date, step: str) -> "Story":
        return self.say(day, case.CaseStepStarted(case=self.number, step=step, responsible=StaffId("s1"), due=NEVER))

    def step_done(self, day: date, step: str) -> "Story":
        word = case.Opinion.NO_OBJECTION
        return self.say(day, case.CaseStepDone(case=self.number, step=step, by=StaffId("s1"), opinion=word))

    def forwarded(self, day: date) -> "Story":
        return self.say(
            day,
            case.CaseForwarded(
                case=self.number,
                link=LinkId("L-up"),
                to=UnitCode("610100"),
                handed_over_on=day,
                acknowledge_by=NEVER,
            ),
        )

    def forward_rejected(self, day: date) -> "Story":
        return self.say(
            day, case.CaseForwardRejected(case=self.number, link=LinkId("L-up"), reason_code="item.unknown")
        )

    def upper_decided(self, day: date, decided_on: date) -> "Story":
        return self.say(
            day,
            case.CaseUpperDecided(
                case=self.number,
                link=LinkId("L-up"),
                by=UnitCode("610100"),
                upper_case=CaseId("610100-1"),
                outcome=case.Outcome.APPROVED,
                decided_on=decided_on,
                document="市批〔2026〕1号",
            ),
        )

    def decided(self, day: date) -> "Story":
        return self.say(
            day,
            case.CaseDecided(
                case=self.number,
                outcome=case.Outcome.APPROVED,
                decided_on=day,
                by=StaffId("s2"),
                document="长批〔2026〕1号",
            ),
        )

    def delivered(self, day: date) -> "Story":
        method = case.DeliveryMethod.COUNTER
        return self.say(day, case.CaseDelivered(case=self.number, method=method, delivered_on=day))

    def closed(self, day: date) -> "Story":
        return self.say(day, case.CaseClosed(case=self.number, outcome=case.Outcome.APPROVED))

    def paused(
        self,
        day: date,
        number: int = 1,
        notice: str | None = "特告〔2026〕1号",
        ground: case_clock.PauseGround = case_clock.PauseGround.TESTING,
        until: date | None = None,
        new_material: bool = False,
    ) -> "Story":
        return self.say(
            day,
            case_clock.CasePaused(
                case=self.number,
                number=number,
                ground=ground,
                paused_on=day,
                notice=notice,
                expected_until=until,
                new_material=new_material,
                paused_at=self.at(day),
            ),
        )

    def resumed(self, day: date, number: int = 1) -> "Story":
        return self.say(
            day,
            case_clock.CaseResumed(
                case=self.number,
                number=number,
                resumed_on=day,
                resumed_at=self.at(day),
                calendar=CALENDAR_HASH,
                promised_due=NEVER,
                statutory_due=NEVER,
                provisional=False,
            ),
        )

    def extended(self, day: date, days: int = 10, *, moves_promise: bool = False) -> "Story":
        return self.say(
            day,
            case_clock.CaseExtended(
                case=self.number,
                days=days,
                level=case_clock.ApprovalLevel.HEAD,
                approver=StaffId("s3"),
                extended_on=day,
                moves_promise=moves_promise,
                calendar=CALENDAR_HASH,
                promised_due=NEVER,
                statutory_due=NEVER,
                provisional=False,
            ),
        )

    def tolerated(self, day: date, owed_by: date) -> "Story":
        return self.say(
            day,
            case_decision.CaseTolerated(
                case=self.number, owed=("M2",), owed_by=owed_by, undertaking="承诺1号", calendar=CALENDAR_HASH
            ),
        )

    def owed_handed_in(self, day: date) -> "Story":
        return self.say(day, case_decision.CaseOwedHandedIn(case=self.number, materials=(), handed_in_on=day))

    def ready(self, day: date) -> "Story":
        return self.say(day, case_decision.CaseReady(case=self.number, ready_on=day, notice="领1号"))

    def hearing_asked(self, day: date) -> "Story":
        asker = case_hearing.HearingAsker.APPLICANT
        return self.say(
            day, case_hearing.CaseHearingAsked(case=self.number, asker=asker, asked_on=day, organise_by=NEVER)
        )

    def hearing_held(self, day: date) -> "Story":
        return self.say(
            day,
            case_hearing.CaseHearingHeld(
                case=self.number,
                held_on=day,
                presiding=StaffId("s9"),
                minutes="听录1号",
                applicant_attended=True,
                interested_attended=1,
            ),
        )

    def hearing_waived(self, day: date) -> "Story":
        return self.say(day, case_hearing.CaseHearingWaived(case=self.number, waived_on=day))

    def hearing_told(self, day: date) -> "Story":
        return self.say(
            day,
            case_hearing.CaseHearingRightTold(
                case=self.number, notice="听告1号", told_on=day, ask_by=NEVER, interested=1
            ),
        )

    def renewed(self, day: date, expired_on: date, decided_on: date | None = None) -> "Story":
        """What the unit says of its silence: `decided_on` may be wrong."""
        decided_on = decided_on or expired_on + timedelta(days=1)
        return self.say(
            day,
            case_silence.CaseRenewedBySilence(case=self.number, expired_on=expired_on, decided_on=decided_on),
        )

    def agreed(self, day: date, due: date, decided_on: date | None = None) -> "Story":
        """As `renewed`."""
        return self.say(
            day,
            case_silence.CaseAgreedBySilence(
                case=self.number,
                due=due,
                decided_on=decided_on or due + timedelta(days=1),
                responsible=StaffId("s1"),
                basis="某规定 3",
                calendar=CALENDAR_HASH,
            ),
        )

    def withdrawal_asked(self, day: date) -> "Story":
        return self.say(day, case_ending.CaseWithdrawalAsked(case=self.number, asked_on=day))

    def withdrawal_retracted(self, day: date) -> "Story":
        return self.say(day, case_ending.CaseWithdrawalRetracted(case=self.number, retracted_on=day))

    def withdrawn(self, day: date) -> "Story":
        return self.say(day, case_ending.CaseWithdrawn(case=self.number, withdrawn_on=day))

    def reopened(self, day: date) -> "Story":
        return self.say(
            day,
            case_ending.CaseReopened(
                case=self.number,
                reopened_on=day,
                reopened_at=self.at(day),
                by=StaffId("s3"),
                calendar=CALENDAR_HASH,
                promised_due=NEVER,
                statutory_due=NEVER,
                provisional=False,
            ),
        )

    def archived(self, day: date) -> "Story":
        archived = case_ending.CaseArchived(case=self.number, archived_on=day, retention=Retention.TEN_YEARS)
        return self.say(day, archived)

    def returned(self, day: date) -> "Story":
        return self.say(day, case.CaseReturned(case=self.number, reason_code="applicant.silent"))

    def joint_received(self, day: date, *shares: joint.Share) -> "Story":
        self.stream = "joint:610100-J-0001"
        return self.say(
            day,
            joint.JointReceived(
                joint=JointId("610100-J-0001"),
                stage=reference(STAGE, STAGE_HASH),
                frozen=STAGE,
                applicant=Pseudonym("p1"),
                pseudonym_key="k1",
                applicant_kind=case.ApplicantKind.ORGANISATION,
                shares=shares,
                effective_on=day,
            ),
        )

    def joint_accepted(self, day: date) -> "Story":
        return self.say(
            day,
            joint.JointAccepted(
                joint=JointId("610100-J-0001"),
                stage=reference(STAGE, STAGE_HASH),
                accepted_on=day,
                policy=POLICY,
                calendar=CALENDAR_HASH,
                promised_due=NEVER,
                statutory_due=NEVER,
                provisional=False,
                acknowledge_by=NEVER,
            ),
        )


def joint_extended(day: date, days: int = 15) -> joint_clock.JointExtended:
    """The master of the stories, extended by the government."""
    return joint_clock.JointExtended(
        joint=JointId("610100-J-0001"),
        days=days,
        level=case_clock.ApprovalLevel.GOVERNMENT,
        approver=StaffId("s3"),
        approval="市政批〔2026〕9号",
        extended_on=day,
        calendar=CALENDAR_HASH,
        promised_due=NEVER,
        statutory_due=NEVER,
        provisional=False,
    )


def reference(entry: CatalogueEntry, digest: Digest) -> case.EntryReference:
    return case.EntryReference(item=entry.item, edition="2026-1", hash=digest)


def on(text: str) -> date:
    """A legal day of 2026 from its written form: on("10-16")."""
    return date.fromisoformat(f"2026-{text}")
