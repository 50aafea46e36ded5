"""联合受理: one acceptance date for the master and all shares, and every unit is asked."""

from datetime import date

from liandong.domain.case.limits import acknowledgement_due
from liandong.domain.case.rules.powers import must_be_allowed
from liandong.domain.circumstances import Circumstances
from liandong.domain.joint.commands import AcceptJoint
from liandong.domain.joint.limits import due_days
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
    due = due_days(joint, given.today, given)
    accepted = JointAccepted(
        joint=joint.id,
        stage=joint.reference,
        accepted_on=given.today,
        policy=clock.POLICY,
        calendar=given.calendar.hash,
        promised_due=due.promised,
        statutory_due=due.statutory,
        provisional=due.provisional,
        acknowledge_by=acknowledgement_due(given),
    )
    return [accepted, *(request(joint, share, given.today, due.statutory) for share in joint.shares)]


def request(joint: Joint, share: ShareState, accepted_on: date, master_due: date | None) -> LinkRequested:
    """The share asked of its unit; `accepted_on` is the joint acceptance date, `master_due` the last day by law."""
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
        master_due=master_due,
        details=joint.details,
    )
