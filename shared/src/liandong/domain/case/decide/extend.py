"""延期: the statutory limit is extended, once, by the right level."""

from dataclasses import replace

from liandong.domain.case.clock_commands import Extend
from liandong.domain.case.limits import due_days
from liandong.domain.case.rules.clocks import (
    extended_once,
    extension_is_approved_at_its_level,
    extension_is_in_time,
    extension_stays_within_the_master,
)
from liandong.domain.case.rules.powers import under_what
from liandong.domain.case.rules.table import case_allows
from liandong.domain.case.rules.text import reason_is_given
from liandong.domain.case.state import Case
from liandong.domain.case.status import Verb
from liandong.domain.circumstances import Circumstances
from liandong.events.case_clock import CaseExtended
from liandong.events.said import Event


def extend(case: Case | None, command: Extend, given: Circumstances) -> list[Event]:
    """CaseExtended; the promise stays where it was unless the item says otherwise (D.4.7). Raises Refused."""
    case = case_allows(case, Verb.EXTEND)
    extended_once(case)
    extension_is_in_time(case, given)
    extension_is_approved_at_its_level(case, command)
    reason_is_given(command.text, "延期应当将理由告知申请人，请填写理由", basis="行政许可法 42")
    moves = case.entry.extension_moves_promise
    promised = case.promise_extension + (command.days if moves else 0)
    due = due_days(replace(case, extension=command.days, promise_extension=promised), given)
    extension_stays_within_the_master(case, due.statutory)
    return [
        CaseExtended(
            case=case.id,
            days=command.days,
            level=command.level,
            approver=given.by.id,
            approval=command.approval,
            extended_on=given.today,
            moves_promise=moves,
            calendar=given.calendar.hash,
            promised_due=due.promised,
            statutory_due=due.statutory,
            provisional=due.provisional,
            counted=due.counted,
            under=under_what(case, command, given),
            promised_ends=due.promised_ends,
            statutory_ends=due.statutory_ends,
            text=command.text,
        )
    ]
