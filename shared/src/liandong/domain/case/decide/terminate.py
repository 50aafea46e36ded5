"""终止: the case ends without a decision, with proof."""

from liandong.domain.case.decide.decide_case import answer
from liandong.domain.case.ending_commands import Terminate
from liandong.domain.case.rules.ending import owed_time_is_over, paper_is_numbered
from liandong.domain.case.rules.powers import under_what
from liandong.domain.case.rules.shares import only_the_lead_voids
from liandong.domain.case.rules.table import case_allows
from liandong.domain.case.rules.text import reason_is_given
from liandong.domain.case.state import Case
from liandong.domain.case.status import Verb
from liandong.domain.circumstances import Circumstances
from liandong.events.case import Outcome
from liandong.events.case_ending import CaseTerminated
from liandong.events.said import Event


def terminate(case: Case | None, command: Terminate, given: Circumstances) -> list[Event]:
    """CaseTerminated, and LinkAnswered to the unit that asked, if one did: final. Raises Refused."""
    case = case_allows(case, Verb.TERMINATE)
    only_the_lead_voids(command)
    owed_time_is_over(case, command, given)
    paper_is_numbered(command.document)
    reason_is_given(command.text, "终止办理应当说明理由，并告知申请人", basis="行政许可法 38")
    terminated = CaseTerminated(
        case=case.id,
        ground=command.ground,
        terminated_on=given.today,
        document=command.document,
        text=command.text,
        under=under_what(case, command, given),
    )
    return [terminated, *answer(case, Outcome.TERMINATED, given.today, command.document, command.text)]
