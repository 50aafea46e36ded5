"""One decision for each verb; `decide` finds it for a command."""

from liandong.domain.case import commands
from liandong.domain.case.commands import CaseCommand
from liandong.domain.case.decide.accept import accept
from liandong.domain.case.decide.close import close
from liandong.domain.case.decide.decide_case import decide_case
from liandong.domain.case.decide.deliver import deliver
from liandong.domain.case.decide.finish_step import finish_step
from liandong.domain.case.decide.forward import forward
from liandong.domain.case.decide.note_forward_acknowledged import note_forward_acknowledged
from liandong.domain.case.decide.open_linked import open_linked
from liandong.domain.case.decide.raise_link_alarm import raise_link_alarm
from liandong.domain.case.decide.receive import receive
from liandong.domain.case.decide.refuse_acceptance import refuse_acceptance
from liandong.domain.case.decide.request_correction import request_correction
from liandong.domain.case.decide.return_case import return_case
from liandong.domain.case.decide.start_step import start_step
from liandong.domain.case.decide.supplement import supplement
from liandong.domain.case.decide.take_dispatch import take_dispatch
from liandong.domain.case.decide.take_forward_rejection import take_forward_rejection
from liandong.domain.case.decide.take_upper_decision import take_upper_decision
from liandong.domain.case.rules.powers import power_suffices
from liandong.domain.case.state import Case
from liandong.domain.circumstances import Circumstances
from liandong.events.said import Event


def decide(case: Case | None, command: CaseCommand, given: Circumstances) -> list[Event]:
    """What happens on this command; no events if it was done before. Raises Refused."""
    if case is not None:
        power_suffices(case, command.VERB, given.by)
    match command:
        case commands.Receive():
            return receive(case, command, given)
        case commands.OpenLinked():
            return open_linked(case, command, given)
        case commands.RequestCorrection():
            return request_correction(case, command, given)
        case commands.Supplement():
            return supplement(case, command, given)
        case commands.Accept():
            return accept(case, command, given)
        case commands.RefuseAcceptance():
            return refuse_acceptance(case, command, given)
        case commands.Return():
            return return_case(case, command, given)
        case commands.StartStep():
            return start_step(case, command, given)
        case commands.FinishStep():
            return finish_step(case, command, given)
        case commands.Decide():
            return decide_case(case, command, given)
        case commands.Forward():
            return forward(case, command, given)
        case commands.NoteForwardAcknowledged():
            return note_forward_acknowledged(case, command, given)
        case commands.TakeForwardRejection():
            return take_forward_rejection(case, command, given)
        case commands.TakeUpperDecision():
            return take_upper_decision(case, command, given)
        case commands.RaiseLinkAlarm():
            return raise_link_alarm(case, command, given)
        case commands.Deliver():
            return deliver(case, command, given)
        case commands.TakeDispatch():
            return take_dispatch(case, command, given)
        case commands.Close():
            return close(case, command, given)
