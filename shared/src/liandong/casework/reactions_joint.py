"""What a lead and the units of its shares say to each other besides asking and answering (D.5.6 to D.5.8, D.12.9)."""

from collections.abc import Callable

from liandong.application.desk import Desk
from liandong.application.handler import Cause
from liandong.casework.addressing import on_joint, on_share
from liandong.casework.repositories import CHECKS
from liandong.domain.case.clock_commands import TakeMasterDue
from liandong.domain.case.commands import CaseCommand
from liandong.domain.case.share_commands import (
    TakeSupplementAsked,
    TakeSupplemented,
    TakeVoid,
    TakeWithdrawalAsked,
    TakeWithdrawalRetracted,
)
from liandong.domain.check.decide import close, take
from liandong.domain.check.state import Check
from liandong.domain.joint.commands import JointCommand
from liandong.domain.joint.intake_commands import TakeCheckAnswer
from liandong.domain.joint.review_commands import TakeSupplementProposal
from liandong.domain.joint.share_commands import TakeSharePause, TakeSharePromise, TakeShareResumption
from liandong.domain.numbers import master_of
from liandong.events.check import CheckOpened
from liandong.events.link import (
    LinkCheckAnswered,
    LinkCheckClosed,
    LinkCheckRequested,
    LinkDueMoved,
    LinkMessage,
    LinkPaused,
    LinkPromised,
    LinkResumed,
    LinkSupplementAsked,
    LinkSupplemented,
    LinkSupplementProposed,
    LinkVoided,
    LinkWithdrawalAsked,
    LinkWithdrawalRetracted,
)
from liandong.events.said import Event, Message
from liandong.infrastructure.inbox.apply import HeardEntry
from liandong.terms.codes import ItemCode, JointId, LinkId, UnitCode
from liandong.terms.legal_time import legal_day
from liandong.terms.principal import platform
from liandong.terms.refusal import Refused


async def take_due_moved(desk: Desk, heard: HeardEntry, message: Message) -> None:
    """The last day of the joint master has moved: the share may be extended up to it, and not further."""
    assert isinstance(message, LinkDueMoved), "reactions go by kind"
    command = TakeMasterDue(
        link=message.link,
        by=heard.entry.unit,
        statutory_due=message.statutory_due,
        extended=message.extended,
    )
    await on_share(desk, heard, message.link, command)


async def take_check(desk: Desk, heard: HeardEntry, message: Message) -> None:
    """A lead asks what is missing from this unit's part: stored for the window."""
    assert isinstance(message, LinkCheckRequested), "reactions go by kind"
    unit = UnitCode(heard.receiver)
    opened = CheckOpened(
        unit=unit,
        link=message.link,
        asker=heard.entry.unit,
        request=heard.entry.id,
        master=message.master,
        item=message.item,
        department=_department_of(desk, message.item, unit),
        project_code=message.project_code,
        materials=message.materials,
        askable=message.askable,
        answer_by=message.answer_by,
    )
    await _on_check(desk, heard, message.link, lambda check: take(check, opened))


def _department_of(desk: Desk, item: ItemCode, unit: UnitCode) -> str | None:
    """The department that handles the item here; None if the catalogue does not have it (yet)."""
    try:
        return desk.references.entry(item, legal_day(desk.clock.now()), unit)[0].department
    except Refused:
        return None


async def close_check(desk: Desk, heard: HeardEntry, message: Message) -> None:
    assert isinstance(message, LinkCheckClosed), "reactions go by kind"
    await _on_check(desk, heard, message.link, lambda check: close(check, heard.entry.unit))


async def _on_check(desk: Desk, heard: HeardEntry, link: LinkId, decide: Callable[[Check | None], list[Event]]) -> None:
    by = platform(UnitCode(heard.receiver))
    cause = Cause(event=heard.entry.id, command=heard.entry.kind)
    await desk.handler.handle(CHECKS, link, decide, by=by, occurred_at=desk.clock.now(), cause=cause)


async def hear_a_share(desk: Desk, heard: HeardEntry, message: Message) -> None:
    """A unit speaks to its lead: what is missing, what it needs, whether its clock runs, by when it will decide."""
    assert isinstance(message, LinkMessage), "reactions go by kind"
    await on_joint(desk, heard, JointId(master_of(message.link)), _said_by_share(heard.entry.unit, message))


def _said_by_share(by: UnitCode, message: Message) -> JointCommand:
    match message:
        case LinkCheckAnswered():
            return TakeCheckAnswer(
                link=message.link, by=by, lines=message.lines, checked_on=message.checked_on, text=message.text
            )
        case LinkSupplementProposed():
            return TakeSupplementProposal(
                link=message.link,
                by=by,
                lines=message.lines,
                new_material=message.new_material,
                text=message.text,
            )
        case LinkPaused():
            return TakeSharePause(
                link=message.link, by=by, number=message.number, ground=message.ground, paused_on=message.paused_on
            )
        case LinkResumed():
            return TakeShareResumption(link=message.link, by=by, number=message.number, resumed_on=message.resumed_on)
        case LinkPromised():
            return TakeSharePromise(
                link=message.link, by=by, promised_on=message.promised_on, decide_by=message.decide_by
            )
        case _:
            raise TypeError(f"{message.KIND} is not said to a lead")


async def hear_the_lead(desk: Desk, heard: HeardEntry, message: Message) -> None:
    """The lead speaks to a share: a supplement was asked for or handed in, the applicant withdraws or does
    not after all, it is void."""
    assert isinstance(message, LinkMessage), "reactions go by kind"
    await on_share(desk, heard, message.link, _said_to_share(heard.entry.unit, message))


def _said_to_share(by: UnitCode, message: Message) -> CaseCommand:
    match message:
        case LinkSupplementAsked():
            return TakeSupplementAsked(
                link=message.link,
                by=by,
                lines=message.lines,
                asked_on=message.asked_on,
                new_material=message.new_material,
            )
        case LinkSupplemented():
            return TakeSupplemented(
                link=message.link, by=by, materials=message.materials, effective_on=message.effective_on
            )
        case LinkWithdrawalAsked():
            return TakeWithdrawalAsked(link=message.link, by=by, asked_on=message.asked_on, text=message.text)
        case LinkWithdrawalRetracted():
            return TakeWithdrawalRetracted(link=message.link, by=by, retracted_on=message.retracted_on)
        case LinkVoided():
            return TakeVoid(
                link=message.link,
                by=by,
                cause=message.cause,
                voided_on=message.voided_on,
                document=message.document,
                text=message.text,
            )
        case _:
            raise TypeError(f"{message.KIND} is not said to a share")
