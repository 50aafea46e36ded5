"""附迟到意见: what the department says after silence has agreed is kept with the case."""

from liandong.domain.case.rules.review import opinion_is_explained
from liandong.domain.case.rules.silence import one_opinion_is_attached, opinion_is_hardly_late, silence_agreed
from liandong.domain.case.rules.table import case_allows
from liandong.domain.case.silence_commands import AttachLateOpinion
from liandong.domain.case.state import Case
from liandong.domain.case.status import Verb
from liandong.domain.circumstances import Circumstances
from liandong.events.case_silence import CaseLateOpinionAttached
from liandong.events.said import Event


def attach_late_opinion(case: Case | None, command: AttachLateOpinion, given: Circumstances) -> list[Event]:
    """CaseLateOpinionAttached; the case stays decided as silence decided it. Raises Refused."""
    case = case_allows(case, Verb.ATTACH_LATE_OPINION)
    silence = silence_agreed(case)
    one_opinion_is_attached(silence)
    opinion_is_hardly_late(silence, given)
    opinion_is_explained(command.opinion, command.text)
    return [
        CaseLateOpinionAttached(
            case=case.id, by=given.by.id, opinion=command.opinion, attached_on=given.today, text=command.text
        )
    ]
