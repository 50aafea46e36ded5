"""The rules for withdrawing, terminating and reopening, and for acts on a file that has ended."""

from liandong.domain.case.ending_commands import Correct, Terminate
from liandong.domain.case.rules.text import said
from liandong.domain.case.state import Case
from liandong.domain.circumstances import Circumstances
from liandong.events.case import Outcome
from liandong.events.case_ending import TerminationGround
from liandong.terms.refusal import Nature, Pointer, Refused


def asker_withdraws(case: Case) -> None:
    if case.asked_by is not None:
        raise Refused("case.asker-withdraws", f"此件由{case.asked_by.unit}转来，请申请人向受理联办申请的单位提出撤回")


def paper_is_numbered(document: str, pointer: str = "/document") -> None:
    if not said(document):
        raise Refused(
            "case.document-without-number",
            "文书应当编号，请填写文号",
            nature=Nature.INVALID,
            errors=(Pointer(pointer=pointer, detail="请填写文号"),),
        )


def owed_time_is_over(case: Case, command: Terminate, given: Circumstances) -> None:
    """Ending a case for what is owed is possible once the time for it is over (D.12.7)."""
    if command.ground is not TerminationGround.OWED_NOT_HANDED_IN:
        return
    if not case.owed or case.owed_by is None or given.today <= case.owed_by:
        raise Refused(
            "case.owed-not-yet-due",
            "没有逾期未补齐的容缺材料，不能以此终止办理"
            if not case.owed
            else f"容缺材料应于{case.owed_by}前补齐，期限届满前不能以此终止办理",
        )


def parent_is_open(case: Case) -> None:
    """A linked case is reopened only before its results were handed out together (D.2)."""
    if case.asked_by is not None:
        raise Refused("case.parent-closed", f"联办结果已由{case.asked_by.unit}统一发件，不能单独重新办理")


def something_was_granted(case: Case) -> None:
    if case.outcome is not Outcome.APPROVED:
        raise Refused("case.nothing-granted", "本件没有准予许可，无可撤销、注销", basis="行政许可法 69、70")


def corrects_an_entry_of_this_case(command: Correct) -> None:
    if not command.known:
        raise Refused(
            "case.entry-unknown",
            "本件经过中没有这一条记录，请核对要更正的记录编号",
            nature=Nature.INVALID,
            errors=(Pointer(pointer="/corrects", detail="不是本件的记录"),),
        )
