"""One decision for each verb; `decide` finds it for a command."""

from liandong.domain.case import (
    clock_commands,
    commands,
    ending_commands,
    hearing_commands,
    share_commands,
    silence_commands,
    window_commands,
)
from liandong.domain.case.commands import CaseCommand
from liandong.domain.case.decide.accept import accept
from liandong.domain.case.decide.agree_by_silence import agree_by_silence
from liandong.domain.case.decide.annul import annul
from liandong.domain.case.decide.archive import archive
from liandong.domain.case.decide.ask_hearing import ask_hearing
from liandong.domain.case.decide.ask_withdrawal import ask_withdrawal
from liandong.domain.case.decide.attach_late_opinion import attach_late_opinion
from liandong.domain.case.decide.close import close
from liandong.domain.case.decide.confirm_withdrawal import confirm_withdrawal
from liandong.domain.case.decide.correct import correct
from liandong.domain.case.decide.decide_case import decide_case
from liandong.domain.case.decide.deem_accept import deem_accept
from liandong.domain.case.decide.deliver import deliver
from liandong.domain.case.decide.draft_decision import draft_decision
from liandong.domain.case.decide.extend import extend
from liandong.domain.case.decide.finish_step import finish_step
from liandong.domain.case.decide.forward import forward
from liandong.domain.case.decide.hand_in_owed import hand_in_owed
from liandong.domain.case.decide.hand_over import hand_over
from liandong.domain.case.decide.hear_the_lead import (
    take_supplement_asked,
    take_supplemented,
    take_void,
    take_withdrawal_asked,
    take_withdrawal_retracted,
)
from liandong.domain.case.decide.hold_hearing import hold_hearing
from liandong.domain.case.decide.make_ready import make_ready
from liandong.domain.case.decide.note_contact import note_contact
from liandong.domain.case.decide.note_forward_acknowledged import note_forward_acknowledged
from liandong.domain.case.decide.open_linked import open_linked
from liandong.domain.case.decide.pause import pause
from liandong.domain.case.decide.promise import promise
from liandong.domain.case.decide.propose_supplement import propose_supplement
from liandong.domain.case.decide.raise_link_alarm import raise_link_alarm
from liandong.domain.case.decide.receive import receive
from liandong.domain.case.decide.recompute import recompute
from liandong.domain.case.decide.refuse_acceptance import refuse_acceptance
from liandong.domain.case.decide.renew_by_silence import renew_by_silence
from liandong.domain.case.decide.reopen import reopen
from liandong.domain.case.decide.request_correction import request_correction
from liandong.domain.case.decide.resume import resume
from liandong.domain.case.decide.retract_withdrawal import retract_withdrawal
from liandong.domain.case.decide.return_case import return_case
from liandong.domain.case.decide.review_draft import review_draft
from liandong.domain.case.decide.revoke import revoke
from liandong.domain.case.decide.set_hearing import set_hearing
from liandong.domain.case.decide.start_step import start_step
from liandong.domain.case.decide.supplement import supplement
from liandong.domain.case.decide.take_dispatch import take_dispatch
from liandong.domain.case.decide.take_forward_rejection import take_forward_rejection
from liandong.domain.case.decide.take_master_due import take_master_due
from liandong.domain.case.decide.take_upper_decision import take_upper_decision
from liandong.domain.case.decide.tell_hearing_right import tell_hearing_right
from liandong.domain.case.decide.terminate import terminate
from liandong.domain.case.decide.waive_hearing import waive_hearing
from liandong.domain.case.decide.warn_of_silence import warn_of_silence
from liandong.domain.case.rules.powers import power_suffices
from liandong.domain.case.rules.silence import silence_has_not_decided
from liandong.domain.case.state import Case
from liandong.domain.circumstances import Circumstances
from liandong.events.said import Event


def decide(case: Case | None, command: CaseCommand, given: Circumstances) -> list[Event]:
    """What happens on this command; no events if it was done before. Raises Refused."""
    if case is not None:
        power_suffices(case, command, given)
        silence_has_not_decided(case, command, given)
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
        case clock_commands.DeemAccept():
            return deem_accept(case, command, given)
        case clock_commands.HandInOwed():
            return hand_in_owed(case, command, given)
        case clock_commands.Pause():
            return pause(case, command, given)
        case clock_commands.Resume():
            return resume(case, command, given)
        case clock_commands.Extend():
            return extend(case, command, given)
        case clock_commands.Recompute():
            return recompute(case, command, given)
        case clock_commands.TakeMasterDue():
            return take_master_due(case, command, given)
        case ending_commands.DraftDecision():
            return draft_decision(case, command, given)
        case ending_commands.ReviewDraft():
            return review_draft(case, command, given)
        case ending_commands.MakeReady():
            return make_ready(case, command, given)
        case ending_commands.AskWithdrawal():
            return ask_withdrawal(case, command, given)
        case ending_commands.RetractWithdrawal():
            return retract_withdrawal(case, command, given)
        case ending_commands.ConfirmWithdrawal():
            return confirm_withdrawal(case, command, given)
        case ending_commands.Terminate():
            return terminate(case, command, given)
        case ending_commands.Reopen():
            return reopen(case, command, given)
        case ending_commands.Revoke():
            return revoke(case, command, given)
        case ending_commands.Annul():
            return annul(case, command, given)
        case ending_commands.Correct():
            return correct(case, command, given)
        case ending_commands.Archive():
            return archive(case, command, given)
        case hearing_commands.TellHearingRight():
            return tell_hearing_right(case, command, given)
        case hearing_commands.AskHearing():
            return ask_hearing(case, command, given)
        case hearing_commands.SetHearing():
            return set_hearing(case, command, given)
        case hearing_commands.HoldHearing():
            return hold_hearing(case, command, given)
        case hearing_commands.WaiveHearing():
            return waive_hearing(case, command, given)
        case window_commands.HandOver():
            return hand_over(case, command, given)
        case window_commands.NoteContact():
            return note_contact(case, command, given)
        case share_commands.ProposeSupplement():
            return propose_supplement(case, command, given)
        case share_commands.TakeSupplementAsked():
            return take_supplement_asked(case, command, given)
        case share_commands.TakeSupplemented():
            return take_supplemented(case, command, given)
        case share_commands.TakeWithdrawalAsked():
            return take_withdrawal_asked(case, command, given)
        case share_commands.PromiseShare():
            return promise(case, command, given)
        case share_commands.TakeWithdrawalRetracted():
            return take_withdrawal_retracted(case, command, given)
        case share_commands.TakeVoid():
            return take_void(case, command, given)
        case silence_commands.WarnOfSilence():
            return warn_of_silence(case, command, given)
        case silence_commands.AgreeBySilence():
            return agree_by_silence(case, command, given)
        case silence_commands.RenewBySilence():
            return renew_by_silence(case, command, given)
        case silence_commands.AttachLateOpinion():
            return attach_late_opinion(case, command, given)
