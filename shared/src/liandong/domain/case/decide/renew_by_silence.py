"""视为准予延续: the licence's last day is over and nobody has decided on its renewal."""

from liandong.domain.case.rules.table import case_allows
from liandong.domain.case.silence import ONE, lapse_of
from liandong.domain.case.silence_commands import RenewBySilence
from liandong.domain.case.state import Case, SilenceGround
from liandong.domain.case.status import Verb
from liandong.domain.circumstances import Circumstances
from liandong.events.case_silence import CaseRenewedBySilence
from liandong.events.said import Event


def renew_by_silence(case: Case | None, command: RenewBySilence, given: Circumstances) -> list[Event]:
    """CaseRenewedBySilence as of the day after expiry (行政许可法 50); before that nothing. Raises Refused."""
    case = case_allows(case, Verb.RENEW_BY_SILENCE)
    lapse = lapse_of(case, given)
    if lapse is None or lapse.ground is not SilenceGround.RENEWAL:
        return []
    return [
        CaseRenewedBySilence(
            case=case.id,
            expired_on=lapse.last_day,
            decided_on=lapse.last_day + ONE,
            responsible=case.responsible or case.handler,
        )
    ]
