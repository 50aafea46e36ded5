"""The words that the history of a case is told in: channels, outcomes, opinions, what an application consists of."""

from dataclasses import dataclass
from enum import StrEnum

from liandong.terms.codes import CaseId, Digest, ItemCode, JointId, LinkId, UnitCode


class Channel(StrEnum):
    """Where an application came in."""

    WINDOW = "window"
    ONLINE = "online"
    VILLAGE = "village"
    LINK = "link"


class ApplicantKind(StrEnum):
    PERSON = "person"
    ORGANISATION = "organisation"


class Outcome(StrEnum):
    """How a case was decided or ended; all of these are final (D.12.1)."""

    APPROVED = "approved"  # 准予
    REJECTED = "rejected"  # 不予
    RETURNED = "returned"  # 退回
    NOT_ACCEPTED = "not_accepted"  # 不予受理
    WITHDRAWN = "withdrawn"  # 申请人撤回
    TERMINATED = "terminated"  # 终止


class Opinion(StrEnum):
    """The word of a step's opinion (D.5.5)."""

    NO_OBJECTION = "no_objection"
    CONDITIONAL = "conditional"
    AGAINST = "against"


class DeliveryMethod(StrEnum):
    COUNTER = "counter"  # 窗口领取
    MAIL = "mail"  # 邮寄
    ONLINE = "online"  # 网上送达
    UNIFIED = "unified"  # 统一发件


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicantDetails:
    """Personal data of an applicant; only ever inside a private part."""

    name: str
    id_number: str
    phone: str
    address: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmittedMaterial:
    """One material handed in: its code in the frozen entry and, if a file was handed in, its SHA-256."""

    code: str
    digest: Digest | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnAddress:
    """Who asked for a linked case, by which link, for which master or lower-tier case."""

    unit: UnitCode
    link: LinkId
    master: JointId | CaseId


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryReference:
    """The frozen catalogue entry a case is judged by (F005).

    `hash` is that of the published entry, or of the entry as the unit's overlay changed it; `overlay` then names the
    overlay by its own hash.
    """

    item: ItemCode
    edition: str
    overlay: str | None = None
    hash: Digest
