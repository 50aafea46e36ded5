"""One decision for each verb of a joint master; `decide` finds it for a command."""

from liandong.domain.circumstances import Circumstances
from liandong.domain.joint import commands, intake_commands, review_commands, share_commands
from liandong.domain.joint.commands import JointCommand
from liandong.domain.joint.decide.accept import accept
from liandong.domain.joint.decide.add_share import add_share
from liandong.domain.joint.decide.ask_again import ask_again
from liandong.domain.joint.decide.ask_supplement import ask_supplement
from liandong.domain.joint.decide.ask_withdrawal import ask_withdrawal
from liandong.domain.joint.decide.deem_accept import deem_accept
from liandong.domain.joint.decide.dispatch import dispatch
from liandong.domain.joint.decide.extend import extend
from liandong.domain.joint.decide.note_share_acknowledged import note_share_acknowledged
from liandong.domain.joint.decide.open_check import open_check
from liandong.domain.joint.decide.raise_share_alarms import raise_share_alarms
from liandong.domain.joint.decide.receive import receive
from liandong.domain.joint.decide.recompute import recompute
from liandong.domain.joint.decide.refuse_acceptance import refuse_acceptance
from liandong.domain.joint.decide.request_correction import request_correction
from liandong.domain.joint.decide.retract_withdrawal import retract_withdrawal
from liandong.domain.joint.decide.return_joint import return_joint
from liandong.domain.joint.decide.supplement import supplement
from liandong.domain.joint.decide.take_check_answer import take_check_answer
from liandong.domain.joint.decide.take_share_answer import take_share_answer
from liandong.domain.joint.decide.take_share_pause import take_share_pause, take_share_resumption
from liandong.domain.joint.decide.take_share_promise import take_share_promise
from liandong.domain.joint.decide.take_share_rejection import take_share_rejection
from liandong.domain.joint.decide.take_supplement_proposal import take_supplement_proposal
from liandong.domain.joint.decide.terminate import terminate
from liandong.domain.joint.decide.void_share import void_share
from liandong.domain.joint.state import Joint
from liandong.events.said import Event


def decide(joint: Joint | None, command: JointCommand, given: Circumstances) -> list[Event]:
    """What happens on this command; no events if it was done before. Raises Refused."""
    match command:
        case commands.ReceiveJoint():
            return receive(joint, command, given)
        case commands.AcceptJoint():
            return accept(joint, command, given)
        case commands.NoteShareAcknowledged():
            return note_share_acknowledged(joint, command, given)
        case commands.TakeShareRejection():
            return take_share_rejection(joint, command, given)
        case commands.AskAgain():
            return ask_again(joint, command, given)
        case commands.TakeShareAnswer():
            return take_share_answer(joint, command, given)
        case commands.RaiseShareAlarms():
            return raise_share_alarms(joint, command, given)
        case commands.RecomputeJoint():
            return recompute(joint, command, given)
        case commands.ExtendJoint():
            return extend(joint, command, given)
        case commands.Dispatch():
            return dispatch(joint, command, given)
        case intake_commands.OpenCheck():
            return open_check(joint, command, given)
        case intake_commands.TakeCheckAnswer():
            return take_check_answer(joint, command, given)
        case intake_commands.RequestJointCorrection():
            return request_correction(joint, command, given)
        case intake_commands.SupplementJoint():
            return supplement(joint, command, given)
        case intake_commands.RefuseJoint():
            return refuse_acceptance(joint, command, given)
        case intake_commands.ReturnJoint():
            return return_joint(joint, command, given)
        case intake_commands.DeemJointAccepted():
            return deem_accept(joint, command, given)
        case review_commands.TakeSupplementProposal():
            return take_supplement_proposal(joint, command, given)
        case review_commands.AskSupplement():
            return ask_supplement(joint, command, given)
        case review_commands.AskJointWithdrawal():
            return ask_withdrawal(joint, command, given)
        case review_commands.RetractJointWithdrawal():
            return retract_withdrawal(joint, command, given)
        case review_commands.VoidShare():
            return void_share(joint, command, given)
        case review_commands.TerminateJoint():
            return terminate(joint, command, given)
        case share_commands.TakeSharePause():
            return take_share_pause(joint, command, given)
        case share_commands.TakeShareResumption():
            return take_share_resumption(joint, command, given)
        case share_commands.TakeSharePromise():
            return take_share_promise(joint, command, given)
        case share_commands.AddShare():
            return add_share(joint, command, given)
