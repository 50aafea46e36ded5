"""期限重算: a new calendar has been published while the shares are being handled."""

from liandong.domain.case.limits import counted_from
from liandong.domain.circumstances import Circumstances
from liandong.domain.joint.commands import RecomputeJoint
from liandong.domain.joint.rules import joint_allows
from liandong.domain.joint.state import Joint
from liandong.domain.joint.status import JointVerb
from liandong.domain.worktime import clock
from liandong.domain.worktime.why import news
from liandong.events.joint import JointDeadlineRecomputed
from liandong.events.said import Event


def recompute(joint: Joint | None, command: RecomputeJoint, given: Circumstances) -> list[Event]:
    """JointDeadlineRecomputed if the master was counted by another calendar; otherwise nothing. Raises Refused."""
    joint = joint_allows(joint, JointVerb.RECOMPUTE)
    if joint.calendar == given.calendar.hash:
        return []
    assert joint.accepted_on is not None, "accepted"
    assert joint.promised_due is not None, "an accepted master has its due days"
    assert joint.statutory_due is not None, "an accepted master has its due days"
    promised = clock.due(given.calendar, joint.accepted_on, joint.entry.promised_limit)
    statutory = clock.due(given.calendar, joint.accepted_on, joint.entry.statutory_limit)
    return [
        JointDeadlineRecomputed(
            joint=joint.id,
            calendar=given.calendar.hash,
            old_promised_due=joint.promised_due,
            old_statutory_due=joint.statutory_due,
            promised_due=promised.day,
            statutory_due=statutory.day,
            provisional=promised.provisional or statutory.provisional,
            recounted_on=given.today,
            why=news(given.calendar, joint.calendar, joint.accepted_on, max(joint.statutory_due, statutory.day)),
            counted=counted_from(joint.accepted_on, joint.entry.promised_limit, joint.entry.statutory_limit, given),
        )
    ]
