"""The acts on a joint approval that its lead does, some of them on one share."""

from collections.abc import Mapping
from typing import Final

from liandong.casework.api import joint_clocks, joint_ending, joint_intake, joints
from liandong.casework.pages.act import Endpoint, acts_of
from liandong.domain.joint.state import Joint, ShareState
from liandong.domain.joint.status import ALLOWED, JointStatus, JointVerb
from liandong.domain.powers.decide import Denied, decide
from liandong.terms.principal import Principal

ENDPOINTS: Final[Mapping[JointVerb, Endpoint]] = {
    JointVerb.OPEN_CHECK: joint_intake.open_check,
    JointVerb.REQUEST_CORRECTION: joint_intake.request_correction,
    JointVerb.SUPPLEMENT: joint_intake.supplement_joint,
    JointVerb.REFUSE_ACCEPTANCE: joint_intake.refuse_joint,
    JointVerb.RETURN: joint_intake.return_joint,
    JointVerb.ACCEPT: joints.accept_joint,
    JointVerb.ASK_AGAIN: joints.ask_again,
    JointVerb.ADD_SHARE: joints.add_share,
    JointVerb.EXTEND: joint_clocks.extend_joint,
    JointVerb.ASK_SUPPLEMENT: joint_ending.ask_supplement,
    JointVerb.ASK_WITHDRAWAL: joint_ending.withdraw_joint,
    JointVerb.RETRACT_WITHDRAWAL: joint_ending.retract_withdrawal,
    JointVerb.VOID_SHARE: joint_ending.void_share,
    JointVerb.TERMINATE: joint_ending.terminate_joint,
    JointVerb.DISPATCH: joints.dispatch_joint,
}
ACTS: Final = acts_of(ENDPOINTS)
OF_A_SHARE: Final = frozenset({JointVerb.ASK_AGAIN, JointVerb.VOID_SHARE})
CARRIES_ON: Final[Mapping[JointStatus, tuple[JointVerb, ...]]] = {
    JointStatus.RECEIVED: (JointVerb.ACCEPT, JointVerb.OPEN_CHECK, JointVerb.REQUEST_CORRECTION),
    JointStatus.CORRECTION_REQUESTED: (JointVerb.SUPPLEMENT,),
    JointStatus.JOINED: (JointVerb.DISPATCH,),
}


def open_to(by: Principal, joint: Joint) -> list[JointVerb]:
    """What this person may try on the whole now, what carries it on first."""
    verbs = {
        verb
        for verb in ALLOWED[joint.status]
        if verb in ACTS and verb not in OF_A_SHARE and not isinstance(decide(by, ACTS[verb].action), Denied)
    }
    verbs.discard(JointVerb.ADD_SHARE if joint.withdrawing else JointVerb.RETRACT_WITHDRAWAL)
    if joint.status is not JointStatus.JOINED and not joint.undelivered:
        verbs.discard(JointVerb.DISPATCH)
    first = [verb for verb in CARRIES_ON.get(joint.status, ()) if verb in verbs]
    return [*first, *sorted(verbs - set(first))]


def open_on_share(by: Principal, joint: Joint, share: ShareState) -> list[JointVerb]:
    """What this person may try on one share now."""
    possible = [JointVerb.ASK_AGAIN] if share.rejected is not None else []
    possible += [JointVerb.VOID_SHARE] if share.is_open else []
    return [
        verb
        for verb in possible
        if verb in ALLOWED[joint.status] and not isinstance(decide(by, ACTS[verb].action), Denied)
    ]
