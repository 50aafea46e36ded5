"""联合受理: one acceptance date for the master and all shares, and every unit is asked."""

from datetime import date

from liandong.domain.case.limits import acknowledgement_due
from liandong.domain.circumstances import Circumstances
from liandong.domain.joint.commands import AcceptJoint
from liandong.domain.joint.decide.request_correction import check_closed
from liandong.domain.joint.limits import due_days, notice_due
from liandong.domain.joint.rules import joint_allows, lead_may, under_what
from liandong.domain.joint.rules_intake import check_is_over, materials_are_complete
from liandong.domain.joint.state import Joint, ShareState
from liandong.domain.joint.status import JointVerb
from liandong.domain.powers.actions import Action
from liandong.domain.worktime import clock
from liandong.events.authority import ActedUnder
from liandong.events.joint import JointAccepted
from liandong.events.link import LinkRequested
from liandong.events.said import Event


def accept(joint: Joint | None, command: AcceptJoint, given: Circumstances) -> list[Event]:
    """JointAccepted, and a LinkRequested for each share; past the notice limit deemed accepted as of the day of
    receipt, whatever is missing. Raises Refused."""
    joint = joint_allows(joint, JointVerb.ACCEPT)
    lead_may(joint, Action.JOINT_ACCEPT, given)
    if given.today > notice_due(joint, given):
        return acceptance(joint, joint.effective_on, given, deemed=True)
    check_is_over(joint, given)
    materials_are_complete(joint)
    return acceptance(joint, given.today, given, under=under_what(joint, Action.JOINT_ACCEPT, given))


def acceptance(
    joint: Joint, accepted_on: date, given: Circumstances, *, deemed: bool = False, under: ActedUnder | None = None
) -> list[Event]:
    """The acceptance on one date for all, and every unit asked."""
    due = due_days(joint, accepted_on, given)
    accepted = JointAccepted(
        joint=joint.id,
        stage=joint.reference,
        accepted_on=accepted_on,
        policy=clock.POLICY,
        calendar=given.calendar.hash,
        promised_due=due.promised,
        statutory_due=due.statutory,
        provisional=due.provisional,
        acknowledge_by=acknowledgement_due(given),
        counted=due.counted,
        deemed=deemed,
        under=under,
    )
    return [
        accepted,
        *check_closed(joint),
        *(request(joint, share, accepted_on, due.statutory) for share in joint.shares),
    ]


def request(joint: Joint, share: ShareState, accepted_on: date, master_due: date | None) -> LinkRequested:
    """The share asked of its unit; `accepted_on` is the joint acceptance date, or the day it was added.

    `master_due` is the last day of the master by law.
    """
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
        askable=tuple(material.code for material in joint.entry.materials),
        details=joint.details,
    )
