"""What the catalogue office is sent and answers."""

from typing import Annotated, Any, Literal

from pydantic import Field

from city_center.catalogue_office.item import Standing
from liandong.events.case_kind import CaseKind
from liandong.events.handling import Concern, LimitUnit, OnlineLevel, Retention
from liandong.events.reference import JoinPolicy, MaterialNeed, YearStatus
from liandong.infrastructure.http import Filter, In, Out
from liandong.infrastructure.http.fields import Code, Day, Hash, Name, Text
from liandong.terms.codes import Tier

WorkingDays = Annotated[int, Field(strict=True, ge=0, le=500, description="工作日", examples=[20])]


class StepIn(In):
    code: Code
    name: Name
    post: Name
    limit: WorkingDays


class MaterialIn(In):
    code: Code
    name: Name
    need: MaterialNeed
    shared: bool = False
    when: Text | None = None
    owed_days: Annotated[int | None, Field(strict=True, ge=1, le=500, description="容缺材料补齐时限，工作日")] = None
    output: Code | None = None


class FeeIn(In):
    """One fee with the basis that allows it: an amount in fen, or the standard it is reckoned by."""

    code: Code
    name: Name
    basis: Text
    amount: Annotated[int | None, Field(strict=True, ge=1, le=10**12, description="分", examples=[12000])] = None
    standard: Text | None = None


class OutputIn(In):
    """What the decision yields, for other items to take over."""

    code: Code
    name: Name


class StageShareIn(In):
    item: Code
    tier: Tier


class EntryIn(In):
    """实施清单 entry; limits in working days after acceptance, 0 means decided on the spot."""

    item: Code
    name: Name
    case_kind: CaseKind
    tiers: Annotated[tuple[Tier, ...], Field(min_length=1, max_length=4)]
    legal_basis: Annotated[tuple[Text, ...], Field(max_length=50)]
    statutory_limit: WorkingDays
    promised_limit: WorkingDays
    steps: Annotated[tuple[StepIn, ...], Field(max_length=50)]
    materials: Annotated[tuple[MaterialIn, ...], Field(max_length=200)]
    stage: Name | None = None
    department: Name
    decided_by: Tier | None = None
    fee: Name | None = None
    shares: Annotated[tuple[StageShareIn, ...], Field(max_length=50)] = ()
    join_policy: JoinPolicy | None = None
    needs_project_code: bool = False
    conditions: Annotated[tuple[Text, ...], Field(max_length=50)] = ()
    limit_unit: LimitUnit = LimitUnit.WORKING_DAY
    limit_basis: Annotated[tuple[Text, ...], Field(max_length=20)] = ()
    fees: Annotated[tuple[FeeIn, ...], Field(max_length=50)] = ()
    online: OnlineLevel = OnlineLevel.APPLY
    second_review: bool = False
    renewal: bool = False
    silence: bool = False
    silence_basis: Text | None = None
    concerns: Annotated[tuple[Concern, ...], Field(max_length=3)] = ()
    interrupts: bool = False
    extension_moves_promise: bool = False
    prerequisites: Annotated[tuple[Code, ...], Field(max_length=50)] = ()
    outputs: Annotated[tuple[OutputIn, ...], Field(max_length=20)] = ()
    retention: Retention | None = None


class ItemIn(In):
    """One version of one item, for the edition it is first meant for."""

    edition: Code
    entry: EntryIn


class ItemOut(Out):
    item: str
    hash: str


class DraftOut(Out):
    """An item with its draft under way; without one it stands published as `published`."""

    item: str
    version: int
    standing: Standing
    edition: str | None
    name: str | None
    hash: str | None
    published: str | None
    proposed_by: str | None
    reviewed_by: str | None
    reason: str | None


class ChangeOut(Out):
    """One place that the draft changes: what stands published there, and what it would be."""

    place: str
    before: str | int | bool | None
    after: str | int | bool | None


class DraftShown(DraftOut):
    """A draft in full."""

    entry: dict[str, Any] | None = None
    changes: tuple[ChangeOut, ...] = ()


class DraftFilter(Filter):
    standing: Literal[Standing.PROPOSED, Standing.APPROVED, Standing.SENT_BACK] | None = None


class SendBackIn(In):
    """Why the draft cannot be published, and what to change."""

    reason: Text


class EditionEntryIn(In):
    item: Code
    hash: Hash


class CompetenceIn(In):
    """A tier or one named unit is competent for an item from `since` up to and including `until`."""

    item: Code
    tier: Tier | None = None
    unit: Code | None = None
    since: Day
    until: Day | None = None


class EditionIn(In):
    """Exactly these entries are in force from `effective_on`; `competence` where powers move between tiers."""

    edition: Code
    effective_on: Day
    entries: Annotated[tuple[EditionEntryIn, ...], Field(min_length=1, max_length=5000)]
    competence: Annotated[tuple[CompetenceIn, ...], Field(max_length=5000)] = ()


class EditionOut(Out):
    edition: str
    hash: str


class YearIn(In):
    """The days of one year that differ from Monday to Friday."""

    year: Annotated[int, Field(strict=True, ge=2004, le=2100, examples=[2026])]
    status: YearStatus
    source: Text
    off: Annotated[tuple[Day, ...], Field(max_length=120)]
    work: Annotated[tuple[Day, ...], Field(max_length=60)]


class LocalDaysOffIn(In):
    """Days off of one division, by the leading digits of its code, and the weekend days worked for them."""

    division: Annotated[str, Field(pattern=r"^([0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9})$", examples=["4512"])]
    name: Name
    source: Text
    off: Annotated[tuple[Day, ...], Field(min_length=1, max_length=60)]
    work: Annotated[tuple[Day, ...], Field(max_length=60)] = ()


class HolidayIn(In):
    """A holiday as its notice arranges it."""

    name: Name
    first: Day
    last: Day
    work: Annotated[tuple[Day, ...], Field(max_length=20)] = ()


class NamedYearIn(In):
    """The holidays of a year by name, and the notice or rule that gives them."""

    year: Annotated[int, Field(strict=True, ge=2004, le=2100, examples=[2026])]
    source: Text
    holidays: Annotated[tuple[HolidayIn, ...], Field(max_length=60)]


class CalendarIn(In):
    """`local` left out: the local days off stay as they are published. `holidays` are the years to be named."""

    years: Annotated[tuple[YearIn, ...], Field(min_length=1, max_length=97)]
    local: Annotated[tuple[LocalDaysOffIn, ...] | None, Field(max_length=500)] = None
    holidays: Annotated[tuple[NamedYearIn, ...], Field(max_length=97)] = ()


class CalendarOut(Out):
    hash: str
