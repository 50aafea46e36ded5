"""Reference data: published by the city, held as replicas by every unit."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from liandong.events.authority import LetterRule
from liandong.events.case_kind import CaseKind
from liandong.events.handling import Concern, FeeDefinition, OnlineLevel, OutputDefinition, Retention
from liandong.events.handling import LimitUnit as LimitUnit
from liandong.events.said import Message, Publication
from liandong.terms.codes import Digest, ItemCode, Tier, UnitCode
from liandong.terms.later import Later
from liandong.terms.personal import Private


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitPublished(Publication):
    """单位名录: a unit, its place, and the public keys it signs and is sealed to by (base64).

    `letters` says where it wants a letter of authorisation, `consult_days` within how many working days it answers
    what it is asked.
    """

    KIND: ClassVar[str] = "registry.unit_published"
    unit: UnitCode
    name: str
    tier: Tier
    parent: UnitCode | None
    sign_key: str
    seal_key: str
    points: tuple[str, ...] = ()
    code_source: str = "GB/T 2260"
    letters: Later[LetterRule] = LetterRule.WHERE_GRANTED
    consult_days: Later[int] = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class PseudonymKeyHanded(Message):
    """假名密钥下发: the city-wide key for applicants' pseudonyms, sealed to one unit."""

    KIND: ClassVar[str] = "registry.pseudonym_key_handed"
    key_id: str
    key: Private[str | None] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StepDefinition:
    """环节: its code, name, the post responsible, its limit in working days (0: the same day)."""

    code: str
    name: str
    post: str
    limit: int


class MaterialNeed(StrEnum):
    REQUIRED = "required"  # 必需
    CONDITIONAL = "conditional"  # 视情
    TOLERABLE = "tolerable"  # 可容缺


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialDefinition:
    """申请材料.

    `when` says in which case a conditional one is needed; `owed_days` until when a tolerable one may follow (working
    days after acceptance); `output` names the result of another item that it is, which nobody has to hand in again.
    """

    code: str
    name: str
    need: MaterialNeed
    shared: bool = False
    when: Later[str | None] = None
    owed_days: Later[int | None] = None
    output: Later[str | None] = None


class JoinPolicy(StrEnum):
    """How shares join (D.5.4); the stage says which."""

    ALL_CLOSED = "all_closed"  # 全部办结
    VETO = "veto"  # 一票否决: the first rejection ends the stage
    PROMISE_THEN_FOLLOW = "promise_then_follow"  # 前置联办: the lead goes on once the others have promised
    INDEPENDENT = "independent"  # 各自决定: what is rejected leaves, the rest is granted


@dataclass(frozen=True, slots=True, kw_only=True)
class StageShare:
    """A share that a stage template offers: the item, and the tier that handles it."""

    item: ItemCode
    tier: Tier


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueEntry:
    """实施清单 entry: an item as handled, or a stage template (then `shares` is not empty).

    Limits are counted after acceptance, in `limit_unit`; 0 means decided on the spot. Fields marked Later are left out
    of what is written and hashed while they are at their default.
    """

    item: ItemCode
    name: str
    case_kind: CaseKind
    tiers: tuple[Tier, ...]
    legal_basis: tuple[str, ...]
    statutory_limit: int
    promised_limit: int
    steps: tuple[StepDefinition, ...]
    materials: tuple[MaterialDefinition, ...]
    stage: str | None = None
    department: str
    decided_by: Tier | None = None
    fee: str | None = None
    shares: tuple[StageShare, ...] = ()
    join_policy: JoinPolicy | None = None
    needs_project_code: bool = False
    conditions: Later[tuple[str, ...]] = ()
    """受理条件 (行政许可法 30)."""
    limit_unit: Later[LimitUnit] = LimitUnit.WORKING_DAY
    limit_basis: Later[tuple[str, ...]] = ()
    """What the statutory limit rests on, where it is not that of the 行政许可法."""
    fees: Later[tuple[FeeDefinition, ...]] = ()
    online: Later[OnlineLevel] = OnlineLevel.APPLY
    second_review: Later[bool] = False
    """A decision needs a second person."""
    renewal: Later[bool] = False
    """延续: no decision before expiry means renewed (行政许可法 50)."""
    silence: Later[bool] = False
    """超时默许: no decision within the limit means agreed; `silence_basis` is the rule that says so."""
    silence_basis: Later[str | None] = None
    concerns: Later[tuple[Concern, ...]] = ()
    interrupts: Later[bool] = False
    """A pause begins the limit anew instead of keeping what is left (D.4.6)."""
    extension_moves_promise: Later[bool] = False
    """An extension moves the promised due day too, not the statutory one alone (D.4.7)."""
    prerequisites: Later[tuple[ItemCode, ...]] = ()
    """Items whose result is needed before this one can be applied for."""
    outputs: Later[tuple[OutputDefinition, ...]] = ()
    retention: Later[Retention | None] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemPublished(Publication):
    """事项发布: one version of one item; `hash` is SHA-256 over the entry's canonical bytes."""

    KIND: ClassVar[str] = "catalogue.item_published"
    edition: str
    entry: CatalogueEntry
    hash: Digest


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionEntry:
    item: ItemCode
    hash: Digest


@dataclass(frozen=True, slots=True, kw_only=True)
class CompetenceRow:
    """权限下放、上收: a tier, or one named unit, is competent for an item from `since` up to and including `until`."""

    item: ItemCode
    tier: Tier | None = None
    unit: UnitCode | None = None
    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionPublished(Publication):
    """目录版本: the manifest of an edition; exactly these are in force from `effective_on`, others are withdrawn.

    `competence` says who is competent from which day for items whose power moves; the others are handled by the tiers
    of their entry.
    """

    KIND: ClassVar[str] = "catalogue.edition_published"
    edition: str
    effective_on: date
    entries: tuple[EditionEntry, ...]
    competence: Later[tuple[CompetenceRow, ...]] = ()


class YearStatus(StrEnum):
    OFFICIAL = "official"
    PROVISIONAL = "provisional"


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarYear:
    """One year: the days that differ from Monday-to-Friday.

    `off` are weekdays not worked, `work` weekend days worked (调休); `source` is the notice's document number or rule.
    """

    year: int
    status: YearStatus
    source: str
    off: tuple[date, ...]
    work: tuple[date, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Holiday:
    """节假日 as a notice arranges it: its name, off from `first` to `last`, and the weekend days worked for it."""

    name: str
    first: date
    last: date
    work: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedYear:
    """The holidays of one year by name, and the notice or rule that gives them. It explains; `CalendarYear` counts."""

    year: int
    source: str
    holidays: tuple[Holiday, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalDaysOff:
    """地方放假: days off of one division, by its leading digits, with the weekend days worked for them.

    `source` is the local rule; unlike a `CalendarYear` it is about one holiday.
    """

    division: str
    name: str
    source: str
    off: tuple[date, ...]
    work: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarPublished(Publication):
    """工作日历: a calendar version; `hash` is SHA-256 over the canonical bytes of `years`.

    Where divisions have days off of their own, it is over that hash and `local` together; a unit counts by the years
    less the days off of the divisions it lies in.
    """

    KIND: ClassVar[str] = "calendar.published"
    hash: Digest
    years: tuple[CalendarYear, ...]
    local: Later[tuple[LocalDaysOff, ...]] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HolidaysNamed(Publication):
    """节假日名称: the holidays of these years by name; a year named again is named anew. Nothing is counted by it."""

    KIND: ClassVar[str] = "calendar.holidays_named"
    years: tuple[NamedYear, ...]


REGISTRY_EVENTS: tuple[type[Publication] | type[Message], ...] = (UnitPublished, PseudonymKeyHanded)
CATALOGUE_EVENTS: tuple[type[Publication], ...] = (ItemPublished, EditionPublished)
CALENDAR_EVENTS: tuple[type[Publication], ...] = (CalendarPublished, HolidaysNamed)
