"""A joint master as it stands: its shares, who has answered, whether they have joined."""

from dataclasses import dataclass
from datetime import date

from liandong.domain.case.commands import Applicant
from liandong.domain.case.moved import Moved
from liandong.domain.joint.status import JointStatus
from liandong.domain.numbers import unit_of
from liandong.domain.worktime import clock
from liandong.domain.worktime.all_still import ShareDays, all_still
from liandong.events.case import (
    ApplicantDetails,
    ApplicantKind,
    DeliveryMethod,
    EntryReference,
    Outcome,
    SubmittedMaterial,
)
from liandong.events.counted import CountedFrom
from liandong.events.link import VoidCause
from liandong.events.reference import CatalogueEntry
from liandong.terms.codes import CaseId, Digest, ItemCode, JointId, LinkId, Pseudonym, UnitCode
from liandong.terms.personal import Private

DECIDED = frozenset({Outcome.APPROVED, Outcome.REJECTED})


@dataclass(frozen=True, slots=True, kw_only=True)
class SharePause:
    """One stretch on which the clock of a share stands still, by the number of its case's pause."""

    number: int
    start: date
    end: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareState:
    """One share: asked of `unit` by `link`; its answer is decided-final. `missing` is what the unit found before.

    `needs` is what it proposed to ask the applicant for in review, `needs_new`: because of newly handed in material;
    `awaits` is what he was asked for on its behalf and has not handed in.
    By `decide_by` its unit has promised, on `promised_on`, to decide. `delivered` once its result was handed out.
    `since` is the day on which another unit was asked first, if this one was asked again. `added`: on the way (D.5.7).
    """

    link: LinkId
    unit: UnitCode
    item: ItemCode
    requested_on: date | None = None
    since: date | None = None
    added: bool = False
    acknowledge_by: date | None = None
    checked_on: date | None = None
    missing: tuple[str, ...] = ()
    acknowledged: bool = False
    alarmed: bool = False
    case: CaseId | None = None
    rejected: str | None = None
    voided: VoidCause | None = None
    voided_on: date | None = None
    withdrawing: bool = False
    needs: tuple[str, ...] = ()
    needs_new: bool = False
    awaits: tuple[str, ...] = ()
    outcome: Outcome | None = None
    decided_on: date | None = None
    document: str | None = None
    pauses: tuple[SharePause, ...] = ()
    promised_on: date | None = None
    decide_by: date | None = None
    delivered: bool = False

    @property
    def is_open(self) -> bool:
        """Asked, and neither decided, nor rejected, nor void."""
        return self.outcome is None and self.rejected is None and self.voided is None

    @property
    def days(self) -> ShareDays:
        """How long it is unfinished once asked, and when it stands still."""
        begun = self.since or self.requested_on
        assert begun is not None, "asked"
        still = tuple(clock.Pause(each.start, each.end) for each in self.pauses)
        return ShareDays(begun=begun, ended=self._first_ended, still=still)

    @property
    def ended_on(self) -> date | None:
        """The day of its final outcome: a decision stands whatever else was said (D.12.2), else the first word of
        its end counts."""
        return self.decided_on if self.outcome in DECIDED else self._first_ended

    @property
    def _first_ended(self) -> date | None:
        return min((day for day in (self.decided_on, self.voided_on) if day is not None), default=None)

    @property
    def unheard(self) -> bool:
        """Asked, and nothing at all has come back, nor has an alarm been raised for it."""
        heard = self.acknowledged or self.alarmed or not self.is_open
        return self.acknowledge_by is not None and not heard


@dataclass(frozen=True, slots=True, kw_only=True)
class Joint:
    """A joint master at its lead. `entry` is the frozen stage template, `reference` names it; days are legal days."""

    id: JointId
    status: JointStatus
    entry: CatalogueEntry
    reference: EntryReference
    applicant: Pseudonym
    pseudonym_key: str
    applicant_kind: ApplicantKind
    project_code: str | None
    materials: tuple[SubmittedMaterial, ...]
    shares: tuple[ShareState, ...]
    asked: int
    effective_on: date
    former: tuple[SubmittedMaterial, ...] = ()
    check_by: date | None = None
    notice_round: int = 1
    notice_lines: tuple[str, ...] = ()
    supplements: int = 0
    withdrawing: bool = False
    accepted_on: date | None = None
    deemed: bool = False
    policy: str | None = None
    calendar: Digest | None = None
    promised_due: date | None = None
    statutory_due: date | None = None
    provisional: bool = False
    extension: int = 0
    extended_on: date | None = None
    promise_extension: int = 0
    outcome: Outcome | None = None
    stage_closed_on: date | None = None
    joined_on: date | None = None
    delivered_on: date | None = None
    delivered_by: DeliveryMethod | None = None
    counted: CountedFrom | None = None
    moved: Moved | None = None
    details: Private[ApplicantDetails | None] = None
    project_name: Private[str | None] = None

    @property
    def unit(self) -> UnitCode:
        return unit_of(self.id)

    @property
    def who_applies(self) -> Applicant:
        return Applicant(
            pseudonym=self.applicant,
            pseudonym_key=self.pseudonym_key,
            kind=self.applicant_kind,
            details=self.details,
        )

    @property
    def files(self) -> frozenset[Digest]:
        """The files its materials name or have named."""
        return frozenset(each.digest for each in (*self.materials, *self.former) if each.digest is not None)

    @property
    def open_shares(self) -> tuple[ShareState, ...]:
        """The shares their units are at work on: neither decided, nor rejected, nor void."""
        return tuple(share for share in self.shares if share.is_open)

    @property
    def supplement_lines(self) -> tuple[str, ...]:
        """What the applicant is to hand in in review, each once: what some open share still awaits (D.5.6)."""
        return tuple(dict.fromkeys(code for share in self.open_shares for code in share.awaits))

    @property
    def pauses(self) -> tuple[clock.Pause, ...]:
        """The stretches on which its own clock stands still, because all unfinished shares do (D.5.3)."""
        asked = [share.days for share in self.shares if share.requested_on is not None]
        return all_still(asked, self.stage_closed_on or self.joined_on)

    @property
    def paused_since(self) -> date | None:
        """The day since which its clock stands still; None while it runs, or has stopped."""
        pauses = self.pauses
        return pauses[-1].start if pauses and pauses[-1].end is None else None

    @property
    def undelivered(self) -> tuple[ShareState, ...]:
        """The shares whose decision has still to be handed out."""
        return tuple(share for share in self.shares if share.outcome in DECIDED and not share.delivered)

    def share(self, link: LinkId) -> ShareState | None:
        """The share asked for by this link, if it is one of the present ones."""
        return next((share for share in self.shares if share.link == link), None)
