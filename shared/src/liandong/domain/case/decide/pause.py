"""暂停计时: the clock stands still for a supplement, a special procedure or a coded reason."""

from liandong.domain.case.clock_commands import Pause
from liandong.domain.case.decide.tell_the_lead import paused_told
from liandong.domain.case.limits import instant, paused_until
from liandong.domain.case.rules.clocks import pause_is_well_founded
from liandong.domain.case.rules.powers import under_what
from liandong.domain.case.rules.shares import lead_asks_for_supplements
from liandong.domain.case.rules.table import case_allows
from liandong.domain.case.state import Case
from liandong.domain.case.status import Verb
from liandong.domain.circumstances import Circumstances
from liandong.events.case_clock import CasePaused
from liandong.events.said import Event


def pause(case: Case | None, command: Pause, given: Circumstances) -> list[Event]:
    """CasePaused from today on, and LinkPaused to the lead of a share. Raises Refused."""
    case = case_allows(case, Verb.PAUSE)
    lead_asks_for_supplements(case, command)
    pause_is_well_founded(case, command)
    paused = CasePaused(
        case=case.id,
        number=len(case.pauses) + 1,
        ground=command.ground,
        paused_on=given.today,
        expected_until=None if command.days is None else paused_until(command.days, given),
        notice=command.notice,
        lines=command.lines,
        new_material=command.new_material,
        text=command.text,
        paused_at=instant(given.today, case.entry, given),
        under=under_what(case, command, given),
    )
    return [paused, *paused_told(case, paused)]
