"""视为同意 (超时默许): nobody decided before the promise ran out, and the item's rule takes that for agreement."""

from liandong.domain.case.rules.table import case_allows
from liandong.domain.case.silence import ONE, lapse_of
from liandong.domain.case.silence_commands import AgreeBySilence
from liandong.domain.case.state import Case, SilenceGround
from liandong.domain.case.status import Verb
from liandong.domain.circumstances import Circumstances
from liandong.events.case_silence import CaseAgreedBySilence
from liandong.events.said import Event


def agree_by_silence(case: Case | None, command: AgreeBySilence, given: Circumstances) -> list[Event]:
    """CaseAgreedBySilence as of the day after the promised one, by the calendar of today; before that nothing.
    Raises Refused."""
    case = case_allows(case, Verb.AGREE_BY_SILENCE)
    lapse = lapse_of(case, given)
    if lapse is None or lapse.ground is not SilenceGround.AGREEMENT:
        return []
    assert case.responsible is not None, "who signed for it has it"
    assert case.entry.silence_basis is not None, "without a rule silence says nothing"
    return [
        CaseAgreedBySilence(
            case=case.id,
            due=lapse.last_day,
            decided_on=lapse.last_day + ONE,
            responsible=case.responsible,
            basis=case.entry.silence_basis,
            calendar=given.calendar.hash,
        )
    ]
