"""The rules for steps and decisions."""

from liandong.domain.case.commands import Decide
from liandong.domain.case.competence import decides
from liandong.domain.case.rules.text import said
from liandong.domain.case.state import Case
from liandong.events.case import Opinion, Outcome
from liandong.events.reference import StepDefinition
from liandong.terms.refusal import Nature, Pointer, Refused


def step_is_next(case: Case, step: str) -> StepDefinition:
    """The step's definition, if the frozen flow has it next and no other is being worked on."""
    if case.running is not None:
        raise Refused("case.step-running", f"环节“{_step_name(case, case.running.step)}”尚未完成，请先完成该环节")
    following = case.entry.steps[len(case.steps_done)]
    if following.code != step:
        raise Refused(
            "case.step-out-of-order",
            f"应当按公布的流程办理，下一环节是“{following.name}”（{following.code}）",
            basis="行政许可法 37",
        )
    return following


def step_is_running(case: Case, step: str) -> None:
    if case.running is None or case.running.step != step:
        raise Refused("case.step-not-running", f"环节“{_step_name(case, step)}”没有在办，请先开始该环节")


def _step_name(case: Case, code: str) -> str:
    return next((step.name for step in case.entry.steps if step.code == code), code)


def opinion_is_explained(opinion: Opinion, text: str | None) -> None:
    if opinion is not Opinion.NO_OBJECTION and not said(text):
        raise Refused(
            "case.opinion-without-reason",
            "附条件或者不同意的审查意见应当说明理由",
            nature=Nature.INVALID,
            errors=(Pointer(pointer="/text", detail="请填写理由"),),
        )


def decided_at_this_tier(case: Case) -> None:
    if not decides(case.entry, case.tier):
        raise Refused(
            "case.upper-tier-decides", f"“{case.entry.name}”由上级机关决定，请上报审批", basis="行政许可法 35"
        )


def decided_above(case: Case) -> None:
    if decides(case.entry, case.tier):
        raise Refused("case.decided-here", f"“{case.entry.name}”由本级决定，不需上报，请直接作出决定")


def outcome_is_a_decision(outcome: Outcome) -> None:
    if outcome not in (Outcome.APPROVED, Outcome.REJECTED):
        raise Refused("case.no-decision", "决定只能是准予或者不予", basis="行政许可法 38", nature=Nature.INVALID)


def rejection_has_reason_and_remedy(command: Decide) -> None:
    if command.outcome is not Outcome.REJECTED:
        return
    wanted = {"/ground": command.ground, "/text": command.text, "/remedy": command.remedy}
    errors = tuple(Pointer(pointer=at, detail="不予许可时必填") for at, value in wanted.items() if not said(value))
    if errors:
        raise Refused(
            "case.rejection-without-reason",
            "不予许可应当说明理由，并告知申请人申请行政复议或者提起行政诉讼的权利",
            basis="行政许可法 38",
            nature=Nature.INVALID,
            errors=errors,
        )


def conditions_go_with_an_approval(command: Decide) -> None:
    if command.conditions and (command.outcome is not Outcome.APPROVED or not all(map(said, command.conditions))):
        raise Refused(
            "case.conditions",
            "只有准予决定可以附条件，且每项条件都应写明内容",
            nature=Nature.INVALID,
            errors=(Pointer(pointer="/conditions", detail="请核对"),),
        )


def urgency_is_explained(command: Decide) -> None:
    if command.urgent and not said(command.text):
        raise Refused(
            "case.urgency-without-reason",
            "特别处置应当说明紧急的理由，请填写",
            basis="窗口分类处置权限",
            nature=Nature.INVALID,
            errors=(Pointer(pointer="/text", detail="特别处置时必填"),),
        )


def document_is_numbered(document: str) -> None:
    if not said(document):
        raise Refused(
            "case.document-without-number",
            "决定书应当编号，请填写文号",
            basis="行政许可法 38",
            nature=Nature.INVALID,
            errors=(Pointer(pointer="/document", detail="请填写文号"),),
        )
