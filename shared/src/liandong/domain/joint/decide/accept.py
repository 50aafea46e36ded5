"""联合受理: one acceptance date for the master and all shares, and every unit is asked."""

from datetime import date

from liandong.domain.case.limits import acknowledgement_due, counted_from
from liandong.domain.case.rules.powers import must_be_allowed
from liandong.domain.circumstances import Circumstances
from liandong.domain.joint.commands import AcceptJoint
from liandong.domain.joint.rules import joint_allows
from liandong.domain.joint.state import Joint, ShareState
from liandong.domain.joint.status import JointVerb
from liandong.domain.powers.actions import Action
from liandong.domain.powers.decide import Facts
from liandong.domain.worktime import clock
from liandong.events.joint import JointAccepted
from liandong.events.link import LinkRequested
from liandong.events.said import Event


def accept(joint: Joint | None, command: AcceptJoint, given: Circumstances) -> list[Event]:
    """JointAccepted, and a LinkRequested for each share. Raises Refused."""
    joint = joint_allows(joint, JointVerb.ACCEPT)
    facts = Facts(unit=joint.unit, item=joint.entry.item, applicant=joint.applicant)
    must_be_allowed(given.by, Action.JOINT_ACCEPT, facts)
    promised = clock.due(given.calendar, given.today, joint.entry.promised_limit)
    statutory = clock.due(given.calendar, given.today, joint.entry.statutory_limit)
    accepted = JointAccepted(
        joint=joint.id,
        stage=joint.reference,
        accepted_on=given.today,
        policy=clock.POLICY,
        calendar=given.calendar.hash,
        promised_due=promised.day,
        statutory_due=statutory.day,
        provisional=promised.provisional or statutory.provisional,
        acknowledge_by=acknowledgement_due(given),
        counted=counted_from(given.today, joint.entry.promised_limit, joint.entry.statutory_limit, given),
    )
    return [accepted, *(request(joint, share, given.today) for share in joint.shares)]


def request(joint: Joint, share: ShareState, accepted_on: date) -> LinkRequested:
    """The share asked of its unit; `accepted_on` is the joint acceptance date."""
    return LinkRequested(
        dest=share.unit,
        link=share.link,
        master=joint.id,
        item=share.item,
        accepted_on=accepted_on,
        applicant=joint.applicant,
        pseudonym_key=joint.pseudonym_key,
        applicant_kind=joint.applicant_kind,
        project_code=joint.project_code,
        materials=joint.materials,
        details=joint.details,
    )
