"""The one supplement list of a joint master in review: proposed by units, merged by the lead (D.5.6, D.12.9)."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from liandong.events.case import SubmittedMaterial
from liandong.events.joint import JointEvent
from liandong.terms.codes import LinkId
from liandong.terms.personal import Private


@dataclass(frozen=True, slots=True, kw_only=True)
class JointSupplementProposed(JointEvent):
    """分件提请补正: a unit needs more materials; `new_material`: for what was handed in since."""

    KIND: ClassVar[str] = "joint.supplement_proposed"
    link: LinkId
    lines: tuple[str, ...]
    new_material: bool
    text: Private[str | None] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class JointSupplementAsked(JointEvent):
    """联办补正通知: one list for all; only the shares named in `of` stand still, the others run on."""

    KIND: ClassVar[str] = "joint.supplement_asked"
    number: int
    lines: tuple[str, ...]
    of: tuple[LinkId, ...]
    asked_on: date
    text: Private[str | None] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class JointSupplementHandedIn(JointEvent):
    """联办补正材料: what the list of this number asked for was handed in once, for all."""

    KIND: ClassVar[str] = "joint.supplement_handed_in"
    number: int
    materials: tuple[SubmittedMaterial, ...]
    effective_on: date


JOINT_REVIEW_EVENTS: tuple[type[JointEvent], ...] = (
    JointSupplementProposed,
    JointSupplementAsked,
    JointSupplementHandedIn,
)
