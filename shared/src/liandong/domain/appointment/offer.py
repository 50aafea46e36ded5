"""放号: what a unit offers, its rules, and the days on which it is closed all the same."""

from dataclasses import dataclass, replace
from datetime import date, time
from typing import Final

from liandong.domain.appointment.reason import reason_is_told
from liandong.domain.circumstances import Circumstances
from liandong.domain.worktime.office_hours import ORDINARY
from liandong.events.appointment import AppointmentGround, DayClosed, OfferedSession, SlotsOffered, SlotsWithdrawn
from liandong.events.reference import CatalogueEntry
from liandong.events.said import Event
from liandong.terms.codes import ItemCode
from liandong.terms.personal import Private
from liandong.terms.refusal import Nature, Pointer, Refused

ANY: Final = "any"
"""The offer for every item that has none of its own."""
OFFICE_HOURS: Final = tuple(
    OfferedSession(opens=f"{each.opens:%H:%M}", closes=f"{each.closes:%H:%M}") for each in ORDINARY.sessions
)
EVERY_DAY: Final = frozenset(range(1, 8))


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedDay:
    """A day on which nothing is offered, and why."""

    day: date
    ground: AppointmentGround


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What can be booked; nothing more once it is not `open`. `reasons` are told to applicants, day by day."""

    id: str
    item: ItemCode | None
    sessions: tuple[OfferedSession, ...]
    minutes: int
    capacity: int
    days_ahead: int
    open: bool = True
    closed: tuple[ClosedDay, ...] = ()
    reasons: Private[tuple[str, ...] | None] = None

    def why_closed(self, day: date) -> str | None:
        """The reason for which nothing is offered on a day; None if it is not closed."""
        for place, each in enumerate(self.closed):
            if each.day == day:
                return self.reasons[place] if self.reasons is not None else ""
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferSlots:
    """放号: for one item, or with no `entry` for any; without `sessions` in the ordinary office hours."""

    entry: CatalogueEntry | None
    minutes: int
    capacity: int
    days_ahead: int
    sessions: tuple[OfferedSession, ...] = ()

    @property
    def offer(self) -> str:
        return ANY if self.entry is None else self.entry.item


def offer_slots(offer: Offer | None, command: OfferSlots) -> list[Event]:
    """SlotsOffered; nothing if just this is offered already. Raises Refused."""
    sessions = command.sessions or OFFICE_HOURS
    sessions_hold_a_slot(sessions, command.minutes)
    sessions_do_not_overlap(sessions)
    offered = SlotsOffered(
        offer=command.offer,
        item=None if command.entry is None else command.entry.item,
        sessions=sessions,
        minutes=command.minutes,
        capacity=command.capacity,
        days_ahead=command.days_ahead,
    )
    return [] if offer is not None and evolve_offer(offer, offered) == offer else [offered]


def withdraw_slots(offer: Offer | None) -> list[Event]:
    """SlotsWithdrawn. Raises Refused."""
    return [SlotsWithdrawn(offer=offer_there(offer).id)]


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseDay:
    """停办, with the reason that applicants are told."""

    day: date
    ground: AppointmentGround
    text: str | None


def close_day(offer: Offer | None, command: CloseDay, given: Circumstances) -> list[Event]:
    """DayClosed. Raises Refused."""
    offer = offer_there(offer)
    reason_is_told(AppointmentGround.CLOSED, command.text)
    if command.day < given.today:
        raise _invalid("appointment.day-over", "停办的日期已经过去，请核对", "/day", "已经过去")
    if offer.why_closed(command.day) is not None:
        raise Refused("appointment.day-closed-already", f"{command.day}已经登记停办，不需再办")
    return [DayClosed(offer=offer.id, day=command.day, ground=command.ground, text=command.text)]


def offer_there(offer: Offer | None) -> Offer:
    if offer is None or not offer.open:
        raise Refused("appointment.no-offer", "本单位没有开放这一预约，请核对", nature=Nature.NOT_FOUND)
    return offer


def sessions_hold_a_slot(sessions: tuple[OfferedSession, ...], minutes: int) -> None:
    for place, each in enumerate(sessions):
        if minute_of(each.opens) + minutes > minute_of(each.closes):
            raise _invalid(
                "appointment.session-too-short",
                "开放时段的结束应晚于开始，且至少容纳一个号段，请核对",
                f"/sessions/{place}/closes",
                "放不下一个号段",
            )


def sessions_do_not_overlap(sessions: tuple[OfferedSession, ...]) -> None:
    for place, each in enumerate(sessions):
        for other in sessions[:place]:
            together = (frozenset(each.weekdays) or EVERY_DAY) & (frozenset(other.weekdays) or EVERY_DAY)
            if together and each.opens < other.closes and other.opens < each.closes:
                raise _invalid(
                    "appointment.sessions-overlap",
                    "同一天的开放时段不得重叠，请核对",
                    f"/sessions/{place}/opens",
                    "与前面的时段重叠",
                )


def minute_of(at: str) -> int:
    """The minute of the day of a time written as "09:30"."""
    read = time.fromisoformat(at)
    return read.hour * 60 + read.minute


def evolve_offer(offer: Offer | None, event: Event) -> Offer:
    """The offer after the event. Raises TypeError for an event that is no part of its history."""
    match event:
        case SlotsOffered():
            return Offer(
                id=event.offer,
                item=event.item,
                sessions=event.sessions,
                minutes=event.minutes,
                capacity=event.capacity,
                days_ahead=event.days_ahead,
                closed=() if offer is None else offer.closed,
                reasons=None if offer is None else offer.reasons,
            )
        case SlotsWithdrawn() if offer is not None:
            return replace(offer, open=False)
        case DayClosed() if offer is not None:
            closed = (*offer.closed, ClosedDay(day=event.day, ground=event.ground))
            return replace(offer, closed=closed, reasons=(*(offer.reasons or ()), event.text or ""))
        case _:
            raise TypeError(f"{event.KIND} cannot follow in the history of an offer")


def _invalid(code: str, sentence: str, pointer: str, detail: str) -> Refused:
    return Refused(code, sentence, nature=Nature.INVALID, errors=(Pointer(pointer=pointer, detail=detail),))
