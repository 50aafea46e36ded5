"""办结: the file is closed; all clocks are stopped."""

from liandong.domain.case.commands import Close
from liandong.domain.case.rules.table import case_allows
from liandong.domain.case.state import Case
from liandong.domain.case.status import Verb
from liandong.domain.circumstances import Circumstances
from liandong.events.case import CaseClosed
from liandong.events.said import Event


def close(case: Case | None, command: Close, given: Circumstances) -> list[Event]:
    """CaseClosed: final. Raises Refused."""
    case = case_allows(case, Verb.CLOSE)
    assert case.outcome is not None
    return [CaseClosed(case=case.id, outcome=case.outcome)]
