"""统一发件: all results are handed out together, and every unit is told."""

from liandong.domain.case.rules.handing_out import recipient_is_recorded
from liandong.domain.circumstances import Circumstances
from liandong.domain.joint.commands import Dispatch
from liandong.domain.joint.rules import joint_allows, something_is_to_be_handed_out
from liandong.domain.joint.state import Joint
from liandong.domain.joint.status import JointVerb
from liandong.events.joint import JointDispatched
from liandong.events.link import LinkDispatched
from liandong.events.said import Event


def dispatch(joint: Joint | None, command: Dispatch, given: Circumstances) -> list[Event]:
    """JointDispatched, and LinkDispatched to the unit of each decided share: final. Raises Refused.

    Once more for what was decided while the word that it is void was on its way.
    """
    joint = joint_allows(joint, JointVerb.DISPATCH)
    something_is_to_be_handed_out(joint)
    recipient_is_recorded(command.method, command.recipient)
    dispatched = JointDispatched(
        joint=joint.id, method=command.method, delivered_on=given.today, recipient=command.recipient
    )
    told = [
        LinkDispatched(dest=share.unit, link=share.link, method=command.method, delivered_on=given.today)
        for share in joint.undelivered
    ]
    return [dispatched, *told]
