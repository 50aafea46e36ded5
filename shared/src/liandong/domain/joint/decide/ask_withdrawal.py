"""联办撤回: the applicant wants the whole, or a share, no more; every unit at work confirms its share."""

from dataclasses import replace

from liandong.domain.circumstances import Circumstances
from liandong.domain.joint.decide.request_correction import check_closed
from liandong.domain.joint.joining import followed, voided
from liandong.domain.joint.review_commands import AskJointWithdrawal
from liandong.domain.joint.rules import joint_allows
from liandong.domain.joint.rules_review import shares_are_asked, withdrawn_once
from liandong.domain.joint.state import Joint, ShareState
from liandong.domain.joint.status import JointVerb
from liandong.events.joint_ending import JointWithdrawalAsked, JointWithdrawn
from liandong.events.link import LinkWithdrawalAsked, VoidCause
from liandong.events.said import Event


def ask_withdrawal(joint: Joint | None, command: AskJointWithdrawal, given: Circumstances) -> list[Event]:
    """JointWithdrawn at once before acceptance. After it JointWithdrawalAsked, and LinkWithdrawalAsked to the units at
    work; a share nobody could open is void. Raises Refused."""
    joint = joint_allows(joint, JointVerb.ASK_WITHDRAWAL)
    if command.link is not None:
        shares_are_asked(joint)
    if joint.accepted_on is None:
        return [JointWithdrawn(joint=joint.id, withdrawn_on=given.today), *check_closed(joint)]
    wanted = withdrawn_once(joint, command.link)
    whole = command.link is None
    told = tuple(share for share in wanted if share.rejected is None)
    asked = JointWithdrawalAsked(
        joint=joint.id,
        asked_on=given.today,
        whole=whole,
        of=tuple(share.link for share in told),
        text=command.text,
    )
    unopened = [share for share in joint.shares if _unopened(share) and (whole or share in wanted)]
    gone = {share.link for share in unopened}
    left = tuple(
        replace(share, voided=VoidCause.WITHDRAWN, voided_on=given.today) if share.link in gone else share
        for share in joint.shares
    )
    return [
        asked,
        *(
            LinkWithdrawalAsked(dest=share.unit, link=share.link, asked_on=given.today, text=command.text)
            for share in told
        ),
        *(event for share in unopened for event in voided(joint, share, VoidCause.WITHDRAWN, given.today)),
        *followed(replace(joint, shares=left), given),
    ]


def _unopened(share: ShareState) -> bool:
    return share.rejected is not None and share.voided is None
