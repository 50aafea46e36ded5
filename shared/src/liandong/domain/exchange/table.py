"""Which event makes which exchange record: every kind of a matter's history is named here (D.11)."""

from collections.abc import Mapping
from typing import Final

from liandong.domain.exchange.kinds import RecordKind

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
    "joint.received": RecordKind.APPLICATION,
    "joint.accepted": RecordKind.ACCEPTANCE,
    "joint.share_acknowledged": RecordKind.LINKED,
    "joint.share_rejected": RecordKind.LINKED,
    "joint.share_asked_again": RecordKind.LINKED,
    "joint.share_answered": RecordKind.LINKED,
    "joint.joined": RecordKind.DECISION,
    "joint.dispatched": RecordKind.COLLECTION,
    "link.requested": RecordKind.LINKED,
    "link.forwarded": RecordKind.LINKED,
    "link.acknowledged": RecordKind.LINKED,
    "link.rejected": RecordKind.LINKED,
    "link.answered": RecordKind.LINKED,
    "link.dispatched": RecordKind.LINKED,
    "link.unacknowledged": None,
}
"""None: a word of this platform that no exchange standard knows. What has no common table is 其他节点."""
