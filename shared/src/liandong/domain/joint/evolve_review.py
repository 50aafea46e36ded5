"""What a supplement in review, a withdrawal, a void share and a termination make of a joint master."""

from dataclasses import replace
from typing import TypeAlias

from liandong.domain.case.materials import replaced, with_materials
from liandong.domain.joint.evolve_intake import with_share
from liandong.domain.joint.state import Joint
from liandong.domain.joint.status import JointStatus
from liandong.events.case import Outcome
from liandong.events.joint_ending import (
    JointShareVoided,
    JointTerminated,
    JointWithdrawalAsked,
    JointWithdrawalRetracted,
    JointWithdrawn,
)
from liandong.events.joint_review import JointSupplementAsked, JointSupplementHandedIn, JointSupplementProposed

Review: TypeAlias = (
    JointSupplementProposed
    | JointSupplementAsked
    | JointSupplementHandedIn
    | JointWithdrawalAsked
    | JointWithdrawalRetracted
    | JointWithdrawn
    | JointShareVoided
    | JointTerminated
)


def reviewed(joint: Joint, event: Review) -> Joint:
    match event:
        case JointSupplementProposed():
            return with_share(joint, event.link, needs=event.lines, needs_new=event.new_material)
        case JointSupplementAsked():
            shares = tuple(
                replace(share, awaits=share.needs, needs=(), needs_new=False) if share.link in event.of else share
                for share in joint.shares
            )
            return replace(joint, supplements=event.number, shares=shares)
        case JointSupplementHandedIn():
            return replace(
                joint,
                shares=tuple(replace(share, awaits=()) for share in joint.shares),
                materials=with_materials(joint.materials, event.materials),
                former=(*joint.former, *replaced(joint.materials, event.materials)),
            )
        case JointWithdrawalAsked():
            shares = tuple(
                replace(share, withdrawing=True) if share.link in event.of else share for share in joint.shares
            )
            return replace(joint, withdrawing=joint.withdrawing or event.whole, shares=shares)
        case JointWithdrawalRetracted():
            shares = tuple(
                replace(share, withdrawing=False) if share.link in event.of else share for share in joint.shares
            )
            return replace(joint, withdrawing=joint.withdrawing and not event.whole, shares=shares)
        case JointWithdrawn():
            return replace(joint, status=JointStatus.WITHDRAWN, outcome=Outcome.WITHDRAWN)
        case JointShareVoided():
            return with_share(joint, event.link, voided=event.cause, voided_on=event.voided_on)
        case JointTerminated():
            return replace(joint, status=JointStatus.TERMINATED, outcome=Outcome.TERMINATED)
