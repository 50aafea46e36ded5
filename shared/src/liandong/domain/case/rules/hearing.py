"""The rules for hearings (行政许可法 46 to 48)."""

from datetime import date

from liandong.domain.case.hearing_commands import AskHearing, HoldHearing, SetHearing, TellHearingRight
from liandong.domain.case.limits import earliest_hearing
from liandong.domain.case.rules.text import said
from liandong.domain.case.state import Case, Hearing
from liandong.domain.circumstances import Circumstances
from liandong.events.case_hearing import HearingAsker, HearingGround
from liandong.terms.codes import StaffId
from liandong.terms.refusal import Nature, Pointer, Refused

RIGHT = "行政许可法 47"
PROCEDURE = "行政许可法 48"


def no_hearing_is_under_way(case: Case) -> None:
    """A further notice goes to somebody found later; once a hearing is asked for or set, he is told of that."""
    hearing = case.hearing
    if hearing is not None and hearing.is_due:
        raise Refused("case.hearing-under-way", "听证已经提出或者安排，请通知后来知道的利害关系人参加，不必再告知权利")
    if hearing is not None and hearing.held_on is not None:
        raise Refused("case.hearing-held-before", f"本件已于{hearing.held_on}举行听证，请根据听证笔录作出决定")


def somebody_is_interested(command: TellHearingRight) -> None:
    blank = tuple(
        Pointer(pointer=f"/interested/{place}", detail="请填写姓名或者名称")
        for place, name in enumerate(command.interested)
        if not said(name)
    )
    if blank or not command.interested:
        raise Refused(
            "case.hearing-without-interested",
            "许可直接涉及申请人与他人之间重大利益关系的，应当告知利害关系人听证权利，请填写其姓名或者名称",
            basis=RIGHT,
            nature=Nature.INVALID,
            errors=blank or (Pointer(pointer="/interested", detail="至少一人"),),
        )


def right_was_told(case: Case) -> Hearing:
    if case.hearing is None or case.hearing.ask_by is None:
        raise Refused("case.hearing-not-told", "尚未告知听证权利，请先书面告知申请人、利害关系人", basis=RIGHT)
    return case.hearing


def asked_in_time(hearing: Hearing, given: Circumstances) -> None:
    """Five days from being told; the longest of the readings is kept to, so nobody loses the right by ours."""
    assert hearing.ask_by is not None, "the right was told"
    if given.today > hearing.ask_by:
        raise Refused(
            "case.hearing-asked-too-late",
            f"要求听证的期限已于{hearing.ask_by}届满；行政机关认为需要听证的，可以依职权安排",
            basis=RIGHT,
        )


def hearing_is_still_to_come(hearing: Hearing) -> None:
    if hearing.held_on is not None:
        raise Refused("case.hearing-held-before", f"本件已于{hearing.held_on}举行听证，请根据听证笔录作出决定")


def others_are_named(command: AskHearing) -> None:
    if command.asker is HearingAsker.INTERESTED and not said(command.name):
        raise Refused(
            "case.hearing-asker-unnamed",
            "利害关系人要求听证的，请填写其姓名或者名称",
            basis=RIGHT,
            nature=Nature.INVALID,
            errors=(Pointer(pointer="/name", detail="请填写姓名或者名称"),),
        )


def hearing_has_its_ground(case: Case, command: SetHearing) -> None:
    """On demand only where one was asked for and not taken back; of its own accord the organ needs nobody to ask."""
    hearing = case.hearing
    if hearing is not None:
        hearing_is_still_to_come(hearing)
    if command.ground is HearingGround.ASKED and (hearing is None or hearing.asked_on is None):
        raise Refused(
            "case.hearing-not-asked",
            "没有人要求听证；行政机关依职权听证的，请选择“规定应当听证”或者“涉及公共利益”",
            basis=RIGHT,
        )


def notice_is_long_enough(command: SetHearing, given: Circumstances) -> None:
    """Time and place are told seven days ahead (行政许可法 48(1)(1))."""
    earliest = earliest_hearing(given)
    if command.held_on < earliest:
        raise Refused(
            "case.hearing-notice-too-short",
            f"应当于举行听证的七日前将时间、地点通知申请人、利害关系人，今日通知的最早可定在{earliest}",
            basis=PROCEDURE,
            nature=Nature.INVALID,
            errors=(Pointer(pointer="/held_on", detail=f"不早于{earliest}"),),
        )


def place_is_named(command: SetHearing) -> None:
    if not said(command.place):
        raise Refused(
            "case.hearing-without-place",
            "听证通知应当写明地点，请填写",
            basis=PROCEDURE,
            nature=Nature.INVALID,
            errors=(Pointer(pointer="/place", detail="请填写地点"),),
        )


def paper_of_hearing_is_numbered(number: str, pointer: str, sentence: str) -> None:
    if not said(number):
        raise Refused(
            "case.hearing-without-document",
            sentence,
            basis=PROCEDURE,
            nature=Nature.INVALID,
            errors=(Pointer(pointer=pointer, detail="请填写文号"),),
        )


def presiding_did_not_examine(case: Case, presiding: StaffId) -> None:
    """Somebody other than the staff who examine the application presides (行政许可法 48(1)(3))."""
    if presiding in case.examiners:
        raise Refused(
            "case.hearing-presiding-examined",
            "听证主持人不得是审查本件申请的工作人员，请另行指定",
            basis=PROCEDURE,
            nature=Nature.INVALID,
            errors=(Pointer(pointer="/presiding", detail="审查过本件"),),
        )


def examiner_does_not_preside(case: Case, examiner: StaffId, pointer: str | None = None) -> None:
    """The other way round: who presides, or has presided, does not examine the case."""
    if case.hearing is not None and case.hearing.presiding == examiner:
        raise Refused(
            "case.presiding-examines",
            "本件的听证主持人不得审查本件申请，请由其他人员办理，或者先另行指定主持人",
            basis=PROCEDURE,
            nature=Nature.FORBIDDEN if pointer is None else Nature.INVALID,
            errors=() if pointer is None else (Pointer(pointer=pointer, detail="是本件听证主持人"),),
        )


def hearing_is_set(case: Case, given: Circumstances) -> date:
    """The day it was set for, which has come."""
    hearing = case.hearing
    if hearing is not None:
        hearing_is_still_to_come(hearing)
    if hearing is None or hearing.set_for is None:
        raise Refused("case.hearing-not-set", "尚未通知听证的时间、地点，请先安排听证", basis=PROCEDURE)
    if given.today < hearing.set_for:
        raise Refused(
            "case.hearing-not-yet",
            f"听证定在{hearing.set_for}举行，届时再登记；改期的请重新通知",
            basis=PROCEDURE,
        )
    return hearing.set_for


def attendance_is_counted(command: HoldHearing) -> None:
    if command.interested_attended < 0:
        raise Refused(
            "case.hearing-attendance",
            "到场的利害关系人人数不能是负数，请核对",
            nature=Nature.INVALID,
            errors=(Pointer(pointer="/interested_attended", detail="不小于0"),),
        )


def a_hearing_was_on_offer(case: Case) -> None:
    """Only a right that was told, or a hearing that was asked for, can be given up; a prescribed one cannot."""
    hearing = right_was_told(case)
    hearing_is_still_to_come(hearing)
    if hearing.ground in (HearingGround.PRESCRIBED, HearingGround.PUBLIC_INTEREST):
        raise Refused("case.hearing-cannot-be-waived", "依职权举行的听证不因当事人放弃而取消", basis="行政许可法 46")


def hearing_is_over_before_the_decision(case: Case, given: Circumstances) -> None:
    """Nobody decides while a hearing may still be asked for, or was and has not been held (行政许可法 47, 48(2))."""
    hearing = case.hearing
    if hearing is None or hearing.held_on is not None or hearing.waived_on is not None:
        return
    if hearing.is_due:
        raise Refused(
            "case.hearing-outstanding",
            "听证尚未举行，应当根据听证笔录作出决定；请先举行听证，或者登记当事人放弃听证",
            basis=PROCEDURE,
        )
    if hearing.ask_by is not None and given.today <= hearing.ask_by:
        raise Refused(
            "case.hearing-may-be-asked",
            f"申请人、利害关系人可以在{hearing.ask_by}前要求听证，期限届满前不能作出决定；均已放弃的请先登记",
            basis=RIGHT,
        )


def hearing_pause_has_its_hearing(case: Case) -> None:
    """Only a hearing that was asked for or set takes time that does not count."""
    if case.hearing is None or not case.hearing.is_due:
        raise Refused(
            "case.no-hearing-to-wait-for",
            "本件没有待举行的听证，不能以听证中止计时；请先登记听证要求或者安排听证",
            basis="行政许可法 45",
        )
