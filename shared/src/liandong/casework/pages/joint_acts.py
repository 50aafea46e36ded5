"""The acts on a joint approval that its lead does, some of them on one share."""

from collections.abc import Callable, Mapping
from typing import Final

from liandong.casework.api import joint_clocks, joint_ending, joint_intake, joints
from liandong.casework.pages.act import Endpoint, acts_of
from liandong.domain.joint.rules import share_was_rejected
from liandong.domain.joint.rules_review import open_share, shares_are_asked, withdrawal_is_unconfirmed
from liandong.domain.joint.state import Joint, ShareState
from liandong.domain.joint.status import ALLOWED, VERB_NAMES, JointStatus, JointVerb
from liandong.domain.powers.decide import Denied, decide
from liandong.terms.principal import Principal
from liandong.terms.refusal import Refused

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
"""Done to a share alone."""
NAMES: Final[Mapping[JointVerb, str]] = {
    **VERB_NAMES,
    JointVerb.ASK_WITHDRAWAL: "撤回整个联办件",
    JointVerb.RETRACT_WITHDRAWAL: "取消撤回整个联办件",
}
"""What an act is called where it is done to the whole: some can be done to a share as well."""
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
    if joint.withdrawing:
        verbs.discard(JointVerb.ASK_WITHDRAWAL)
    first = [verb for verb in CARRIES_ON.get(joint.status, ()) if verb in verbs]
    return [*first, *sorted(verbs - set(first))]


def open_on_share(by: Principal, joint: Joint, share: ShareState) -> list[JointVerb]:
    """What this person may try on one share now."""
    possible = [JointVerb.ASK_AGAIN] if _holds(share_was_rejected, share) else []
    if _holds(open_share, joint, share.link):
        possible.append(JointVerb.VOID_SHARE)
        possible += [JointVerb.ASK_WITHDRAWAL] if _holds(shares_are_asked, joint) else []
    if share.withdrawing and _holds(withdrawal_is_unconfirmed, joint, share.link):
        possible.append(JointVerb.RETRACT_WITHDRAWAL)
    return [
        verb
        for verb in possible
        if verb in ALLOWED[joint.status] and not isinstance(decide(by, ACTS[verb].action), Denied)
    ]


def path_arguments(verb: JointVerb, _joint: Joint, link: str) -> Mapping[str, str]:
    """What the endpoint wants to know beside the joint approval: the share, where the act is done to one alone."""
    return {"link": link} if verb in OF_A_SHARE else {}


def _holds(rule: Callable[..., object], *facts: object) -> bool:
    try:
        rule(*facts)
    except Refused:
        return False
    return True
