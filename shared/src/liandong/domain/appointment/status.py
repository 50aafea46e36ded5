"""Where an appointment may stand, and what may be done next there."""

from collections.abc import Mapping
from enum import StrEnum


class AppointmentStatus(StrEnum):
    """状态."""

    BOOKED = "booked"
    CANCELLED = "cancelled"
    CALLED_OFF = "called_off"
    KEPT = "kept"
    MISSED = "missed"


class AppointmentVerb(StrEnum):
    """What can be done with it."""

    BOOK = "book"
    MOVE = "move"
    CANCEL = "cancel"
    KEEP = "keep"
    MISS = "miss"


ALLOWED: Mapping[AppointmentStatus | None, frozenset[AppointmentVerb]] = {
    None: frozenset({AppointmentVerb.BOOK}),
    AppointmentStatus.BOOKED: frozenset(
        {AppointmentVerb.MOVE, AppointmentVerb.CANCEL, AppointmentVerb.KEEP, AppointmentVerb.MISS}
    ),
    AppointmentStatus.CANCELLED: frozenset(),
    AppointmentStatus.CALLED_OFF: frozenset(),
    AppointmentStatus.KEPT: frozenset(),
    AppointmentStatus.MISSED: frozenset({AppointmentVerb.KEEP}),
}
"""What may be done next; None: before it is there. Who comes late on the day has come all the same."""

FINAL: frozenset[AppointmentStatus] = frozenset(
    {AppointmentStatus.CANCELLED, AppointmentStatus.CALLED_OFF, AppointmentStatus.KEPT}
)
HOLDING: frozenset[AppointmentStatus] = frozenset(
    {AppointmentStatus.BOOKED, AppointmentStatus.KEPT, AppointmentStatus.MISSED}
)
"""While it stands so, its seat is taken."""

STATUS_NAMES: Mapping[AppointmentStatus, str] = {
    AppointmentStatus.BOOKED: "已预约",
    AppointmentStatus.CANCELLED: "已取消",
    AppointmentStatus.CALLED_OFF: "单位取消",
    AppointmentStatus.KEPT: "已到号",
    AppointmentStatus.MISSED: "未到",
}
VERB_NAMES: Mapping[AppointmentVerb, str] = {
    AppointmentVerb.BOOK: "预约",
    AppointmentVerb.MOVE: "改约",
    AppointmentVerb.CANCEL: "取消预约",
    AppointmentVerb.KEEP: "登记到号",
    AppointmentVerb.MISS: "登记未到",
}
