"""The rules of a joint master before its acceptance: one check round, one notice, in time (行政许可法 32, D.12.9)."""

from liandong.domain.case.rules.intake import missing_materials, names
from liandong.domain.circumstances import Circumstances
from liandong.domain.joint.limits import notice_due
from liandong.domain.joint.state import Joint
from liandong.terms.refusal import Nature, Refused

ONCE = "行政许可法 32(1)(4)"


def checked_once(joint: Joint) -> None:
    """The units are asked once, before the notice; what is handed in then is looked at by the lead."""
    if joint.check_by is not None or joint.notice_round > 1:
        raise Refused("joint.checked-before", "会审材料只进行一次，请按各单位的答复办理受理或者一次性告知", basis=ONCE)


def within_notice_time(joint: Joint, given: Circumstances) -> None:
    last_day = notice_due(joint, given)
    if given.today > last_day:
        raise Refused(
            "joint.deemed-accepted",
            f"告知期限{last_day}已过，逾期不告知的，自收到申请材料之日{joint.effective_on}起即为受理，请办理联合受理",
            basis=ONCE,
        )


def check_is_over(joint: Joint, given: Circumstances) -> None:
    """All units have answered, or their time is over: who was silent then has nothing to ask for."""
    silent = [share.unit for share in joint.shares if share.checked_on is None]
    if joint.check_by is not None and silent and given.today <= joint.check_by:
        raise Refused(
            "joint.check-under-way",
            f"会审材料尚未结束，{'、'.join(sorted(set(silent)))}未答复，请等候答复或者{joint.check_by}期满后办理",
            basis=ONCE,
        )


def notice_is_whole(joint: Joint, lines: tuple[str, ...]) -> None:
    """The lead merges; it leaves out nothing a unit asked for."""
    left_out = [code for code in missing_of_units(joint) if code not in lines]
    if left_out:
        raise Refused(
            "joint.notice-leaves-out",
            f"一次性告知应当包含各单位提出的全部材料，漏列：{names(joint.entry, left_out)}",
            basis=ONCE,
            nature=Nature.INVALID,
        )


def missing_of_units(joint: Joint) -> list[str]:
    """What the units found missing and was not handed in since, each once, in the order of the shares."""
    return list(dict.fromkeys(code for share in joint.shares for code in share.missing))


def only_one_notice_for_the_same(joint: Joint, lines: tuple[str, ...]) -> None:
    """A later round may only ask again for what the notice listed and was not put right (D.12.3)."""
    new = [line for line in lines if line not in joint.notice_lines]
    if joint.notice_round > 1 and new:
        raise Refused(
            "joint.second-notice",
            f"补正内容应当一次告知，不得再次增加：{names(joint.entry, new)}；请只列原告知内仍未补正的材料",
            basis=ONCE,
        )


def materials_are_complete(joint: Joint) -> None:
    """Nothing required is missing, and nothing that a unit asked for."""
    missing = missing_materials(joint.entry, joint.materials)
    missing += [code for code in missing_of_units(joint) if code not in missing]
    if missing:
        raise Refused(
            "joint.materials-missing",
            f"联合受理须材料齐全，尚缺：{names(joint.entry, missing)}；请一次性告知申请人补正",
            basis=ONCE,
        )
