"""Which event makes which exchange record: every kind of a matter's history is named here (D.11)."""

from collections.abc import Mapping
from typing import Final

from liandong.domain.exchange.kinds import RecordKind
from liandong.events.case_clock import PAUSE_KINDS, PauseGround, PauseKind
from liandong.events.said import Event

RECORD_OF: Final[Mapping[str, RecordKind | None]] = {
    "case.received": RecordKind.APPLICATION,
    "case.told_apart": None,
    "case.correction_requested": RecordKind.CORRECTION,
    "case.supplemented": RecordKind.SUPPLEMENT,
    "case.accepted": RecordKind.ACCEPTANCE,
    "case.not_accepted": RecordKind.ACCEPTANCE,
    "case.returned": RecordKind.ACCEPTANCE,
    "case.step_started": RecordKind.STEP,
    "case.step_done": RecordKind.STEP,
    "case.forwarded": RecordKind.LINKED,
    "case.forward_acknowledged": RecordKind.LINKED,
    "case.forward_rejected": RecordKind.LINKED,
    "case.upper_decided": RecordKind.DECISION,
    "case.decided": RecordKind.DECISION,
    "case.delivered": RecordKind.COLLECTION,
    "case.closed": RecordKind.CLOSING,
    "case.paused": RecordKind.OTHER,
    "case.resumed": RecordKind.OTHER,
    "case.extended": RecordKind.OTHER,
    "case.tolerated": RecordKind.OTHER,
    "case.owed_handed_in": RecordKind.OTHER,
    "case.decision_drafted": None,
    "case.decision_reviewed": None,
    "case.conditions_attached": RecordKind.OTHER,
    "case.ready": RecordKind.OTHER,
    "case.withdrawal_asked": RecordKind.OTHER,
    "case.withdrawal_retracted": RecordKind.OTHER,
    "case.withdrawn": RecordKind.OTHER,
    "case.terminated": RecordKind.OTHER,
    "case.reopened": RecordKind.OTHER,
    "case.revoked": RecordKind.OTHER,
    "case.annulled": RecordKind.OTHER,
    "case.corrected": RecordKind.OTHER,
    "case.archived": RecordKind.OTHER,
    "case.hearing_right_told": RecordKind.OTHER,
    "case.hearing_asked": RecordKind.OTHER,
    "case.hearing_set": RecordKind.OTHER,
    "case.hearing_held": RecordKind.OTHER,
    "case.hearing_waived": RecordKind.OTHER,
    "case.silence_warned": None,
    "case.renewed_by_silence": RecordKind.DECISION,
    "case.agreed_by_silence": RecordKind.DECISION,
    "case.late_opinion_attached": RecordKind.OTHER,
    "case.handed_over": RecordKind.OTHER,
    "case.contacted": None,
    "case.master_due_moved": None,
    "deadline.recomputed": None,
    "joint.deadline_recomputed": None,
    "joint.received": RecordKind.APPLICATION,
    "joint.accepted": RecordKind.ACCEPTANCE,
    "joint.share_acknowledged": RecordKind.LINKED,
    "joint.share_rejected": RecordKind.LINKED,
    "joint.share_asked_again": RecordKind.LINKED,
    "joint.share_answered": RecordKind.LINKED,
    "joint.joined": RecordKind.DECISION,
    "joint.dispatched": RecordKind.COLLECTION,
    "joint.extended": RecordKind.OTHER,
    "joint.supplement_proposed": None,
    "joint.supplement_asked": RecordKind.OTHER,
    "joint.supplement_handed_in": RecordKind.OTHER,
    "joint.withdrawal_asked": RecordKind.OTHER,
    "joint.withdrawn": RecordKind.OTHER,
    "joint.share_voided": RecordKind.LINKED,
    "joint.terminated": RecordKind.OTHER,
    "link.supplement_proposed": RecordKind.LINKED,
    "link.supplement_asked": RecordKind.LINKED,
    "link.supplemented": RecordKind.LINKED,
    "link.withdrawal_asked": RecordKind.LINKED,
    "link.voided": RecordKind.LINKED,
    "case.supplement_proposed": RecordKind.OTHER,
    "case.materials_shared": RecordKind.OTHER,
    "joint.check_opened": None,
    "joint.share_checked": RecordKind.LINKED,
    "joint.correction_requested": RecordKind.CORRECTION,
    "joint.supplemented": RecordKind.SUPPLEMENT,
    "joint.not_accepted": RecordKind.ACCEPTANCE,
    "joint.returned": RecordKind.ACCEPTANCE,
    "link.requested": RecordKind.LINKED,
    "link.forwarded": RecordKind.LINKED,
    "link.acknowledged": RecordKind.LINKED,
    "link.rejected": RecordKind.LINKED,
    "link.answered": RecordKind.LINKED,
    "link.dispatched": RecordKind.LINKED,
    "link.due_moved": RecordKind.LINKED,
    "link.check_requested": RecordKind.LINKED,
    "link.check_answered": RecordKind.LINKED,
    "link.check_closed": None,
    "link.unacknowledged": None,
}
"""None: a word of this platform that no exchange standard knows. What has no common table is 其他节点; a pause for a
special procedure has tables of its own (`kind_of`)."""
SPECIAL: Final[Mapping[str, RecordKind]] = {
    "case.paused": RecordKind.SPECIAL_BEGUN,
    "case.resumed": RecordKind.SPECIAL_DONE,
}


def kind_of(event: Event, ground: PauseGround | None) -> RecordKind | None:
    """The record an event makes; `ground` is that of the pause it begins or ends. Raises KeyError without mapping."""
    if ground is not None and PAUSE_KINDS[ground] is PauseKind.SPECIAL:
        return SPECIAL[event.KIND]
    return RECORD_OF[event.KIND]
