"""A district's window on Monday 23 November 2026: an item with two steps, an applicant, and a case at any stage."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time

from liandong.domain.case.clock_commands import Extend, Pause
from liandong.domain.case.commands import (
    Accept,
    Applicant,
    CaseCommand,
    Close,
    Decide,
    Deliver,
    FinishStep,
    Forward,
    Receive,
    RequestCorrection,
    StartStep,
    Supplement,
    TakeUpperDecision,
)
from liandong.domain.case.decide import decide
from liandong.domain.case.evolve import evolve
from liandong.domain.case.hearing_commands import AskHearing, HoldHearing, SetHearing, TellHearingRight, WaiveHearing
from liandong.domain.case.state import Case
from liandong.domain.circumstances import Circumstances
from liandong.domain.powers.letters.authority import Authority
from liandong.domain.worktime.calendar import WorkingCalendar
from liandong.events.authority import LetterRule
from liandong.events.case import (
    ApplicantDetails,
    ApplicantKind,
    Channel,
    DeliveryMethod,
    EntryReference,
    Opinion,
    Outcome,
    SubmittedMaterial,
)
from liandong.events.case_clock import ApprovalLevel, PauseGround
from liandong.events.case_hearing import HearingAsker, HearingGround
from liandong.events.case_kind import CaseKind
from liandong.events.reference import (
    CalendarYear,
    CatalogueEntry,
    MaterialDefinition,
    MaterialNeed,
    StepDefinition,
    UnitPublished,
    YearStatus,
)
from liandong.events.said import Event
from liandong.terms.codes import CaseId, Digest, ItemCode, Pseudonym, StaffId, Tier, UnitCode
from liandong.terms.legal_time import LEGAL_ZONE
from liandong.terms.principal import Principal
from liandong.terms.roles import Role

CALENDAR = WorkingCalendar.of(
    (
        CalendarYear(year=2026, status=YearStatus.OFFICIAL, source="国办发明电〔2025〕7号", off=(), work=()),
        CalendarYear(year=2027, status=YearStatus.PROVISIONAL, source="暂定", off=(date(2027, 1, 1),), work=()),
    ),
    hash=Digest("c" * 64),
)
MONDAY = date(2026, 11, 23)
CITY, DISTRICT, HALL = UnitCode("610100"), UnitCode("610113"), UnitCode("610113004")
NUMBER = CaseId("610113-261123-00001")

ENTRY = CatalogueEntry(
    item=ItemCode("HALL-01"),
    name="食品经营许可",
    case_kind=CaseKind.PROMISED,
    tiers=(Tier.DISTRICT,),
    legal_basis=("食品安全法 35",),
    statutory_limit=20,
    promised_limit=10,
    steps=(
        StepDefinition(code="examine", name="审查", post="审查岗", limit=3),
        StepDefinition(code="inspect", name="现场核查", post="核查岗", limit=5),
    ),
    materials=(
        MaterialDefinition(code="form", name="申请书", need=MaterialNeed.REQUIRED),
        MaterialDefinition(code="licence", name="营业执照", need=MaterialNeed.REQUIRED),
        MaterialDefinition(code="plan", name="布局图", need=MaterialNeed.CONDITIONAL),
    ),
    department="市场监管",
)
REFERENCE = EntryReference(item=ENTRY.item, edition="2026-1", hash=Digest("e" * 64))
APPLICANT = Applicant(
    pseudonym=Pseudonym("a" * 32),
    pseudonym_key="2026",
    kind=ApplicantKind.PERSON,
    details=ApplicantDetails(name="张三", id_number="110101199003070134", phone="13800001234"),
)
FORM, LICENCE, PLAN = (SubmittedMaterial(code=code) for code in ("form", "licence", "plan"))

UNITS = {
    unit.unit: unit
    for unit in (
        UnitPublished(unit=CITY, name="市中心", tier=Tier.CITY, parent=None, sign_key="", seal_key=""),
        UnitPublished(unit=DISTRICT, name="区中心", tier=Tier.DISTRICT, parent=CITY, sign_key="", seal_key=""),
        UnitPublished(unit=HALL, name="便民中心", tier=Tier.TOWNSHIP, parent=DISTRICT, sign_key="", seal_key=""),
    )
}


BY_POST = Authority(rule=LetterRule.WHERE_GRANTED)
"""A unit in which no department has granted letters yet."""


def somebody(unit: UnitCode = DISTRICT, *, relations: frozenset[str] = frozenset()) -> Principal:
    """A person whose posts together allow everything at one unit."""
    return Principal(
        id=StaffId("S001"),
        unit=unit,
        roles=frozenset({Role.CLERK, Role.DEPARTMENT_CLERK, Role.CHIEF, Role.LEAD, Role.HEAD}),
        relations=relations,
    )


def on(day: date, hour: int = 10, by: Principal | None = None) -> Circumstances:
    """The circumstances of an act at an hour of a legal day."""
    now = datetime.combine(day, time(hour), LEGAL_ZONE)
    return Circumstances(now=now, by=by or somebody(), calendar=CALENDAR, authority=BY_POST)


def receive(entry: CatalogueEntry = ENTRY, **changes: object) -> Receive:
    command = Receive(
        case=NUMBER,
        tier=Tier.DISTRICT,
        entry=entry,
        reference=REFERENCE,
        channel=Channel.WINDOW,
        applicant=APPLICANT,
        materials=(FORM, LICENCE),
    )
    return replace(command, **changes)  # type: ignore[arg-type]  # the tests name real fields


def fold(events: Sequence[Event], case: Case | None = None) -> Case:
    for event in events:
        case = evolve(case, event)
    assert case is not None
    return case


def done(*commands: CaseCommand, day: date = MONDAY, case: Case | None = None) -> Case:
    """The case after these commands, all on one day."""
    for command in commands:
        case = fold(decide(case, command, on(day)), case)
    assert case is not None
    return case


def step(code: str) -> tuple[StartStep, FinishStep]:
    return (
        StartStep(step=code, responsible=StaffId("S001")),
        FinishStep(step=code, opinion=Opinion.NO_OBJECTION),
    )


REVIEWED: tuple[CaseCommand, ...] = (Accept(), *step("examine"), *step("inspect"))
APPROVE = Decide(outcome=Outcome.APPROVED, document="区市监许〔2026〕12号")
SUPPLEMENT_ASKED = Pause(ground=PauseGround.SUPPLEMENT, lines=("plan",))
TESTED = Pause(ground=PauseGround.TESTING, days=5, notice="区市监特告〔2026〕3号")
EXTENDED = Extend(days=10, level=ApprovalLevel.HEAD, text="现场情况复杂")
COUNTER = Deliver(method=DeliveryMethod.COUNTER, recipient="张三")
NOTICE = RequestCorrection(lines=("licence",))
HAND_IN = Supplement(materials=(LICENCE,))
TELL_HEARING = TellHearingRight(notice="区市监听告〔2026〕1号", interested=("李四", "某某小区业主委员会"))
ASK_HEARING = AskHearing(asker=HearingAsker.INTERESTED, name="李四")
SET_HEARING = SetHearing(
    ground=HearingGround.ASKED,
    notice="区市监听通〔2026〕1号",
    held_on=date(2026, 12, 7),
    place="区市场监管局三楼会议室",
    presiding=StaffId("P001"),
)
HOLD_HEARING = HoldHearing(minutes="区市监听录〔2026〕1号", applicant_attended=True, interested_attended=1)
WAIVE_HEARING = WaiveHearing(text="李四等均书面表示放弃")
CITY_DECIDES = replace(ENTRY, decided_by=Tier.CITY)
HAND_UP = Forward(above=(UNITS[CITY],), opinion="初审同意")


def upper_decision(case: Case, outcome: Outcome = Outcome.APPROVED) -> TakeUpperDecision:
    assert case.handover is not None
    return TakeUpperDecision(
        link=case.handover.link,
        by=case.handover.to,
        upper_case=CaseId("610100-261124-00007"),
        outcome=outcome,
        decided_on=date(2026, 11, 26),
        document="市市监许〔2026〕3号",
    )


WHOLE_LIFE: tuple[CaseCommand, ...] = (receive(), *REVIEWED, APPROVE, COUNTER, Close())
