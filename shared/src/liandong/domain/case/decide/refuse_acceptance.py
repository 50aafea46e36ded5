"""不予受理: not a matter for a licence, or not for this authority."""

from collections.abc import Mapping

from liandong.domain.case.commands import RefusalGround, RefuseAcceptance
from liandong.domain.case.rules.intake import within_notice_time
from liandong.domain.case.rules.powers import under_what
from liandong.domain.case.rules.table import case_allows
from liandong.domain.case.rules.text import reason_is_given
from liandong.domain.case.state import Case
from liandong.domain.case.status import Verb
from liandong.domain.circumstances import Circumstances
from liandong.events.case import CaseNotAccepted
from liandong.events.said import Event

BASIS: Mapping[RefusalGround, str] = {
    RefusalGround.NO_LICENCE_NEEDED: "行政许可法 32(1)(1)",
    RefusalGround.NOT_COMPETENT: "行政许可法 32(1)(2)",
}


def refuse_acceptance(case: Case | None, command: RefuseAcceptance, given: Circumstances) -> list[Event]:
    """CaseNotAccepted: final, with the reason and where to go. Raises Refused."""
    case = case_allows(case, Verb.REFUSE_ACCEPTANCE)
    reason_is_given(command.text, "不予受理应当书面说明理由；不属于本机关职权的，应当告知向有关行政机关申请")
    within_notice_time(case, given)
    return [
        CaseNotAccepted(
            case=case.id,
            reason_code=command.ground,
            basis=BASIS[command.ground],
            under=under_what(case, command, given),
            text=command.text,
        )
    ]
