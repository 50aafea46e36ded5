"""The rules of one supplement list in review, of withdrawal, of void shares and of termination."""

from liandong.domain.joint.state import DECIDED, Joint, ShareState
from liandong.events.case_ending import TerminationGround
from liandong.terms.codes import LinkId
from liandong.terms.refusal import Nature, Pointer, Refused


def supplement_is_awaited(joint: Joint) -> None:
    if not joint.supplement_lines:
        raise Refused("joint.no-supplement-awaited", "联办件没有待补正的材料，不能登记补正")


def proposals(joint: Joint) -> tuple[ShareState, ...]:
    """The shares whose needs go into the next list: after the first one only what new material raised (D.12.9)."""
    wanting = [share for share in joint.open_shares if share.needs]
    return tuple(share for share in wanting if share.needs_new or not joint.supplements)


def something_is_proposed(joint: Joint) -> None:
    if joint.supplement_lines:
        raise Refused("joint.supplement-under-way", "已通知申请人补正，请待材料补齐后再办理")
    if proposals(joint):
        return
    if any(share.needs for share in joint.open_shares):
        raise Refused(
            "joint.second-notice",
            "受理后补正只能一次性列明，各单位现在提出的内容不是新提交材料引起的，不得再次要求补正",
            basis="行政许可法 32(1)(4)",
        )
    raise Refused("joint.nothing-proposed", "没有单位提请补正，请等候各单位提出")


def withdrawn_once(joint: Joint, link: LinkId | None) -> tuple[ShareState, ...]:
    """The shares to be told: all still open, or the one named. Raises Refused if there is nothing to withdraw."""
    if link is None:
        if joint.withdrawing:
            raise Refused("joint.withdrawal-asked", "已登记整体撤回申请，正待各单位确认")
        return tuple(share for share in joint.open_shares if not share.withdrawing)
    return (open_share(joint, link),)


def whole_is_wanted(joint: Joint) -> None:
    """What the applicant withdraws as a whole does not grow (D.5.8)."""
    if joint.withdrawing:
        raise Refused(
            "joint.withdrawal-under-way",
            "申请人已申请撤回整个联办件，正待各单位确认，不能追加分件；申请人要继续办理的，请先取消撤回",
        )


def withdrawal_is_unconfirmed(joint: Joint, link: LinkId | None) -> tuple[ShareState, ...]:
    """The shares to be told that they go on: all not yet confirmed, or the one named. Raises Refused if none is."""
    if link is not None and joint.share(link) is None:
        raise Refused("joint.share-not-found", "联办件没有这一转办，请核对", nature=Nature.NOT_FOUND)
    if link is not None and joint.withdrawing:
        raise Refused("joint.withdrawal-of-whole", "申请人撤回的是整个联办件，请整体取消撤回")
    if link is None and not joint.withdrawing:
        raise Refused("joint.no-withdrawal", "没有待确认的整体撤回申请，不能取消；单个分件的撤回请指明转办编号")
    waiting = [share for share in joint.open_shares if share.withdrawing and link in (None, share.link)]
    if link is not None and not waiting:
        raise Refused("joint.no-withdrawal", f"转办{link}没有待确认的撤回申请，不能取消")
    return tuple(waiting)


def open_share(joint: Joint, link: LinkId) -> ShareState:
    share = joint.share(link)
    if share is None:
        raise Refused("joint.share-not-found", "联办件没有这一转办，请核对", nature=Nature.NOT_FOUND)
    if share.outcome is not None or share.voided is not None or share.withdrawing:
        raise Refused("joint.share-not-open", f"转办{link}已有结果、已作废或者正在撤回，不能再办理")
    return share


def shares_are_asked(joint: Joint) -> None:
    if joint.accepted_on is None:
        raise Refused("joint.share-not-asked", "联合受理前分件尚未转办，请整体撤回或者退回后重新收件")


def another_share_is_left(joint: Joint, share: ShareState) -> None:
    others = [each for each in joint.shares if each.link != share.link]
    if not any(each.voided is None or each.outcome in DECIDED for each in others):
        raise Refused("joint.last-share", "这是最后一个分件，不能作废；请整体撤回或者终止联办件")


def nothing_is_decided(joint: Joint) -> None:
    """What has been decided stands, and is handed out (D.5.8)."""
    decided = [share.link for share in joint.shares if share.outcome in DECIDED]
    if decided:
        raise Refused(
            "joint.shares-decided",
            f"转办{'、'.join(decided)}已作出决定，决定继续有效；请作废其余分件，汇总后统一发件",
        )


def ground_is_of_the_whole(ground: TerminationGround) -> None:
    if ground not in (TerminationGround.APPLICANT_GONE, TerminationGround.MATTER_GONE):
        raise Refused(
            "joint.termination-ground",
            "联办件只能因申请人死亡、终止或者申请事项无法继续而终止，请改选事由",
            nature=Nature.INVALID,
            errors=(Pointer(pointer="/ground", detail="不适用于联办主件"),),
        )
