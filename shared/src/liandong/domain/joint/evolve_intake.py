"""What happens to a joint master before its acceptance, and to one of its shares at any time."""

from dataclasses import replace
from typing import Any, TypeAlias

from liandong.domain.case.materials import replaced, with_materials
from liandong.domain.joint.state import Joint
from liandong.domain.joint.status import JointStatus
from liandong.events.case import Outcome
from liandong.events.joint_intake import (
    JointCheckOpened,
    JointCorrectionRequested,
    JointNotAccepted,
    JointReturned,
    JointShareChecked,
    JointSupplemented,
)
from liandong.terms.codes import LinkId

Intake: TypeAlias = (
    JointCheckOpened
    | JointShareChecked
    | JointCorrectionRequested
    | JointSupplemented
    | JointNotAccepted
    | JointReturned
)


def taken_in(joint: Joint, event: Intake) -> Joint:
    match event:
        case JointCheckOpened():
            return replace(joint, check_by=event.answer_by)
        case JointShareChecked():
            return with_share(joint, event.link, checked_on=event.checked_on, missing=event.lines)
        case JointCorrectionRequested():
            return replace(joint, status=JointStatus.CORRECTION_REQUESTED, notice_lines=event.lines, check_by=None)
        case JointSupplemented():
            return replace(
                joint,
                status=JointStatus.RECEIVED,
                notice_round=event.round + 1,
                materials=with_materials(joint.materials, event.materials),
                former=(*joint.former, *replaced(joint.materials, event.materials)),
                effective_on=event.effective_on,
                shares=tuple(replace(share, missing=()) for share in joint.shares),
            )
        case JointNotAccepted():
            return replace(joint, status=JointStatus.NOT_ACCEPTED, outcome=Outcome.NOT_ACCEPTED)
        case JointReturned():
            return replace(joint, status=JointStatus.RETURNED, outcome=Outcome.RETURNED)


def with_share(joint: Joint, link: LinkId, **changes: Any) -> Joint:
    """The master with this share changed."""
    shares = tuple(replace(share, **changes) if share.link == link else share for share in joint.shares)
    return replace(joint, shares=shares)
