"""The rules for stopping, resuming and extending the clocks of a case."""

from datetime import date

from liandong.domain.case.clock_commands import Extend, Pause
from liandong.domain.case.limits import due_days
from liandong.domain.case.rules.hearing import hearing_pause_has_its_hearing
from liandong.domain.case.rules.intake import notice_lines_are_of_the_entry, notice_lists_something
from liandong.domain.case.rules.text import reason_is_given, said
from liandong.domain.case.state import Case, PauseSpan
from liandong.domain.circumstances import Circumstances
from liandong.events.case_clock import PAUSE_KINDS, ApprovalLevel, PauseGround, PauseKind
from liandong.terms.refusal import Nature, Pointer, Refused

LONGEST_PAUSE = 250
"""Working days that may be stated for one pause: about a year; longer ones are stated anew."""
MOST_DAYS = {ApprovalLevel.HEAD: 10, ApprovalLevel.GOVERNMENT: 15}
"""Working days of an extension by who approves it (行政许可法 42)."""


def supplement_is_asked_once(case: Case, command: Pause) -> None:
    """One complete list in review; another only for what the new material raised (D.5.6, D.12.9)."""
    notice_lists_something(command.lines)
    notice_lines_are_of_the_entry(case.entry, command.lines)
    asked = any(span.ground is PauseGround.SUPPLEMENT for span in case.pauses)
    if asked and not command.new_material:
        raise Refused(
            "case.second-notice",
            "受理后补正只能一次性列明，不得再次要求补正；确因新提交材料引起的，请注明",
            basis="行政许可法 32(1)(4)",
        )


def only_a_supplement_lists_materials(command: Pause) -> None:
    if command.lines:
        raise Refused(
            "case.pause-with-lines",
            "只有补正才列明材料，请删去材料清单或者改选补正",
            nature=Nature.INVALID,
            errors=(Pointer(pointer="/lines", detail="此事由不列材料"),),
        )


def special_procedure_states_its_length(command: Pause) -> None:
    if command.days is None:
        raise Refused(
            "case.pause-without-length",
            "听证、招标、拍卖、检验、检测、检疫、鉴定和专家评审应当将所需时间书面告知申请人，请填写所需工作日",
            basis="行政许可法 45",
            nature=Nature.INVALID,
            errors=(Pointer(pointer="/days", detail="请填写所需工作日"),),
        )


def stated_length_is_sensible(command: Pause) -> None:
    if command.days is not None and not 0 < command.days <= LONGEST_PAUSE:
        raise Refused(
            "case.pause-length",
            f"所需时间应为1至{LONGEST_PAUSE}个工作日，请核对",
            basis="行政许可法 45",
            nature=Nature.INVALID,
            errors=(Pointer(pointer="/days", detail=f"1至{LONGEST_PAUSE}"),),
        )


def hold_says_why(command: Pause) -> None:
    reason_is_given(command.text or "", "中止计时应当说明理由，请填写", basis="行政许可法 45")


def pause_is_well_founded(case: Case, command: Pause) -> None:
    """Each kind of pause by its own rules (D.4.5)."""
    stated_length_is_sensible(command)
    match PAUSE_KINDS[command.ground]:
        case PauseKind.SUPPLEMENT:
            supplement_is_asked_once(case, command)
        case PauseKind.SPECIAL:
            only_a_supplement_lists_materials(command)
            special_procedure_states_its_length(command)
            if command.ground is PauseGround.HEARING:
                hearing_pause_has_its_hearing(case)
        case PauseKind.HOLD:
            only_a_supplement_lists_materials(command)
            hold_says_why(command)


def supplement_awaited(case: Case) -> PauseSpan | None:
    """The pause that ends with what the applicant hands in, if there is one."""
    return next((span for span in case.open_pauses if span.ground is PauseGround.SUPPLEMENT), None)


def result_ends_it(case: Case) -> PauseSpan:
    """The pause that is resumed: never the one for a supplement."""
    span = next((span for span in case.open_pauses if span.ground is not PauseGround.SUPPLEMENT), None)
    if span is None:
        raise Refused("case.resume-by-supplement", "补正期间请登记申请人补交的材料，计时随之恢复")
    return span


def supplement_is_awaited(case: Case) -> PauseSpan:
    span = supplement_awaited(case)
    if span is None:
        raise Refused("case.no-supplement-awaited", "当前中止计时不是因为补正，不能登记补正材料，请先恢复计时")
    return span


def extended_once(case: Case) -> None:
    if case.extension:
        raise Refused("case.extended-before", "办理期限只能延长一次，本件已经延期", basis="行政许可法 42")


def extension_is_in_time(case: Case, given: Circumstances) -> None:
    """Before the statutory due day has ended; asking later counts as overtime (D.4.7)."""
    due = due_days(case, given)
    over = given.today > due.statutory if due.statutory_ends is None else given.now >= due.statutory_ends
    if over and not case.stands_still:
        raise Refused(
            "case.extension-too-late",
            f"法定期限已于{due.statutory}届满，不能再延期，请尽快作出决定",
            basis="行政许可法 42",
        )


def extension_stays_within_the_master(case: Case, statutory_due: date) -> None:
    """A share is not extended past the last day of its master until the master itself is extended (D.12.6)."""
    if case.master_due is None or case.master_extended or statutory_due <= case.master_due:
        return
    raise Refused(
        "case.extension-past-the-master",
        f"延期后到{statutory_due}，超过联办主件的法定期限{case.master_due}；请先由牵头单位报本级人民政府负责人批准延长主件期限",
        basis="行政许可法 42(2)",
    )


def extension_is_approved_at_its_level(case: Case, command: Extend) -> None:
    """10 working days by the head of the organ; 15 by the head of the government, for what is handled jointly."""
    most = MOST_DAYS[command.level]
    if not 0 < command.days <= most:
        raise Refused(
            "case.extension-length",
            f"延长期限应为1至{most}个工作日，请核对",
            basis="行政许可法 42",
            nature=Nature.INVALID,
            errors=(Pointer(pointer="/days", detail=f"1至{most}"),),
        )
    if command.level is not ApprovalLevel.GOVERNMENT:
        return
    if case.joint is None:
        raise Refused(
            "case.extension-level",
            "只有统一办理、联合办理、集中办理的事项由本级人民政府负责人批准延期，请改由本机关负责人批准",
            basis="行政许可法 42",
            nature=Nature.INVALID,
            errors=(Pointer(pointer="/level", detail="不是联办件"),),
        )
    if not said(command.approval):
        raise Refused(
            "case.extension-without-approval",
            "请填写本级人民政府负责人批准延期的文号",
            basis="行政许可法 42",
            nature=Nature.INVALID,
            errors=(Pointer(pointer="/approval", detail="请填写批准文号"),),
        )
