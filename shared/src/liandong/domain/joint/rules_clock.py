"""The rules for extending a joint master."""

from datetime import date

from liandong.domain.case.rules.clocks import MOST_DAYS
from liandong.domain.case.rules.text import said
from liandong.domain.circumstances import Circumstances
from liandong.domain.joint.commands import ExtendJoint
from liandong.domain.joint.limits import due_days
from liandong.domain.joint.state import Joint
from liandong.events.case_clock import ApprovalLevel
from liandong.terms.refusal import Nature, Pointer, Refused


def extended_once(joint: Joint) -> None:
    if joint.extension:
        raise Refused("joint.extended-before", "办理期限只能延长一次，本联办件已经延期", basis="行政许可法 42")


def extension_is_in_time(joint: Joint, accepted_on: date, given: Circumstances) -> None:
    """Before the statutory due day has ended; asking later counts as overtime (D.4.7).

    While its clock stands still the limit does not end, unless that had ended before (D.5.3).
    """
    last_day = due_days(joint, accepted_on, given).statutory
    stands_still = joint.paused_since is not None and joint.paused_since <= last_day
    if given.today > last_day and not stands_still:
        raise Refused(
            "joint.extension-too-late",
            f"联办件的法定期限已于{last_day}届满，不能再延期，请催办各分件尽快作出决定",
            basis="行政许可法 42",
        )


def extension_is_approved(command: ExtendJoint) -> None:
    """15 working days at most, by the head of the government: what several handle jointly has 45 and 15."""
    most = MOST_DAYS[ApprovalLevel.GOVERNMENT]
    if not 0 < command.days <= most:
        raise Refused(
            "joint.extension-length",
            f"联合办理的延长期限应为1至{most}个工作日，请核对",
            basis="行政许可法 42(2)",
            nature=Nature.INVALID,
            errors=(Pointer(pointer="/days", detail=f"1至{most}"),),
        )
    if not said(command.approval):
        raise Refused(
            "joint.extension-without-approval",
            "联合办理的延期由本级人民政府负责人批准，请填写批准文号",
            basis="行政许可法 42(2)",
            nature=Nature.INVALID,
            errors=(Pointer(pointer="/approval", detail="请填写批准文号"),),
        )
