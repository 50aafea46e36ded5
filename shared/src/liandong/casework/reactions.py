"""What a tier does about what other units say: each message becomes commands by the one handler."""

from collections.abc import Mapping

from liandong.application.desk import Desk
from liandong.application.handler import Cause
from liandong.application.reactions import NotYet, Reaction
from liandong.casework.addressing import on_case, on_joint, on_share
from liandong.casework.numbers import new_case_number
from liandong.casework.reactions_joint import (
    close_check,
    hear_a_share,
    hear_the_lead,
    take_check,
    take_due_moved,
)
from liandong.casework.repositories import LINKS
from liandong.domain.case import commands as case_commands
from liandong.domain.case.commands import Applicant, CaseCommand, OpenLinked
from liandong.domain.case.competence import handles
from liandong.domain.joint import commands as joint_commands
from liandong.domain.joint.commands import JointCommand
from liandong.domain.link.commands import Acknowledge, Reject
from liandong.domain.link.decide import acknowledge, reject
from liandong.domain.link.state import Link
from liandong.domain.numbers import is_joint, master_of
from liandong.events.case import ReturnAddress
from liandong.events.link import (
    LinkAcknowledged,
    LinkAnswered,
    LinkCheckAnswered,
    LinkCheckClosed,
    LinkCheckRequested,
    LinkDispatched,
    LinkDueMoved,
    LinkForwarded,
    LinkPaused,
    LinkPromised,
    LinkRejected,
    LinkRequested,
    LinkResumed,
    LinkSupplementAsked,
    LinkSupplemented,
    LinkSupplementProposed,
    LinkVoided,
    LinkWithdrawalAsked,
    LinkWithdrawalRetracted,
)
from liandong.events.said import Message
from liandong.infrastructure.inbox.apply import HeardEntry
from liandong.terms.codes import CaseId, Digest, JointId, LinkId, Tier, UnitCode
from liandong.terms.legal_time import legal_day
from liandong.terms.principal import platform
from liandong.terms.refusal import Nature, Refused


async def take_request(desk: Desk, heard: HeardEntry, message: Message) -> None:
    """Acknowledged by the machine at once; then a case is opened, or the asker is told why not."""
    assert isinstance(message, LinkRequested | LinkForwarded), "reactions go by kind"
    link = await _acknowledge(desk, heard, message)
    if link.rejected is not None:
        return
    try:
        command = _to_open(desk, heard, message, link)
    except Refused as refusal:
        if refusal.nature is Nature.UNAVAILABLE:
            raise
        await _reject(desk, heard, link, refusal)
        return
    await on_case(desk, heard, link.case, command)


async def _acknowledge(desk: Desk, heard: HeardEntry, message: LinkRequested | LinkForwarded) -> Link:
    unit = UnitCode(heard.receiver)
    by = platform(unit)
    command = Acknowledge(
        link=message.link,
        asker=heard.entry.unit,
        request=heard.entry.id,
        request_hash=Digest(heard.entry.hash.hex()),
        case=await new_case_number(desk.pool, unit, legal_day(desk.clock.now())),
    )
    given = desk.given(by)
    handled = await desk.handler.handle(
        LINKS,
        message.link,
        lambda link: acknowledge(link, command, given),
        by=by,
        occurred_at=given.now,
        cause=Cause(event=heard.entry.id, command="acknowledge"),
    )
    assert handled.state is not None, "acknowledged now or before"
    return handled.state


def _to_open(desk: Desk, heard: HeardEntry, message: LinkRequested | LinkForwarded, link: Link) -> OpenLinked:
    """What to open the linked case with. Raises Refused if no case can be opened for the request."""
    joint: JointId | None
    master: JointId | CaseId
    match message:
        case LinkRequested():
            accepted_on, joint, master = message.accepted_on, message.master, message.master
        case LinkForwarded():
            accepted_on, joint, master = message.handed_over_on, None, message.case
    entry, reference = desk.references.entry(message.item, accepted_on, UnitCode(heard.receiver))
    tier = tier_of(desk, UnitCode(heard.receiver))
    if not handles(entry, tier):
        raise Refused("link.not-competent", f"本单位不办理“{entry.name}”，请转送有权办理的单位", basis="行政许可法 32")
    return OpenLinked(
        case=link.case,
        tier=tier,
        entry=entry,
        reference=reference,
        applicant=Applicant(
            pseudonym=message.applicant,
            pseudonym_key=message.pseudonym_key,
            kind=message.applicant_kind,
            details=message.details,
        ),
        asked_by=ReturnAddress(unit=heard.entry.unit, link=message.link, master=master),
        accepted_on=accepted_on,
        request=heard.entry.id,
        joint=joint,
        project_code=message.project_code,
        materials=message.materials,
        master_due=message.master_due if isinstance(message, LinkRequested) else None,
        askable=message.askable if isinstance(message, LinkRequested) else (),
    )


def tier_of(desk: Desk, unit: UnitCode) -> Tier:
    """The tier of one of this service's units. Raises NotYet until the registry names it."""
    known = desk.references.unit(unit)
    if known is None:
        raise NotYet(f"the registry to name {unit}")
    return known.tier


async def _reject(desk: Desk, heard: HeardEntry, link: Link, refusal: Refused) -> None:
    by = platform(UnitCode(heard.receiver))
    command, given = Reject(reason_code=refusal.code, text=refusal.reason), desk.given(by)
    await desk.handler.handle(
        LINKS,
        link.id,
        lambda known: reject(known, command, given),
        by=by,
        occurred_at=given.now,
        cause=Cause(event=heard.entry.id, command="reject"),
    )


async def take_acknowledgement(desk: Desk, heard: HeardEntry, message: Message) -> None:
    assert isinstance(message, LinkAcknowledged), "reactions go by kind"
    by, link, case, entry = heard.entry.unit, message.link, message.case, heard.entry.id
    await _on_master(
        desk,
        heard,
        link,
        joint=joint_commands.NoteShareAcknowledged(link=link, by=by, case=case, acknowledgement=entry),
        case=case_commands.NoteForwardAcknowledged(link=link, by=by, upper_case=case, acknowledgement=entry),
    )


async def take_rejection(desk: Desk, heard: HeardEntry, message: Message) -> None:
    assert isinstance(message, LinkRejected), "reactions go by kind"
    by, link, code, text = heard.entry.unit, message.link, message.reason_code, message.text
    await _on_master(
        desk,
        heard,
        link,
        joint=joint_commands.TakeShareRejection(link=link, by=by, reason_code=code, text=text),
        case=case_commands.TakeForwardRejection(link=link, by=by, reason_code=code, text=text),
    )


async def take_answer(desk: Desk, heard: HeardEntry, message: Message) -> None:
    assert isinstance(message, LinkAnswered), "reactions go by kind"
    await _on_master(
        desk,
        heard,
        message.link,
        joint=joint_commands.TakeShareAnswer(
            link=message.link,
            by=heard.entry.unit,
            case=message.case,
            outcome=message.outcome,
            decided_on=message.decided_on,
            document=message.document,
            text=message.text,
            remedy=message.remedy,
        ),
        case=case_commands.TakeUpperDecision(
            link=message.link,
            by=heard.entry.unit,
            upper_case=message.case,
            outcome=message.outcome,
            decided_on=message.decided_on,
            document=message.document,
            text=message.text,
            remedy=message.remedy,
        ),
    )


async def take_dispatch(desk: Desk, heard: HeardEntry, message: Message) -> None:
    """The asker has handed the result out: the case that was opened for its request is delivered and closed."""
    assert isinstance(message, LinkDispatched), "reactions go by kind"
    command = case_commands.TakeDispatch(link=message.link, by=heard.entry.unit, delivered_on=message.delivered_on)
    await on_share(desk, heard, message.link, command)


async def _on_master(desk: Desk, heard: HeardEntry, link: LinkId, *, joint: JointCommand, case: CaseCommand) -> None:
    """The message is about the joint master or the case that made the request; the link's number says which."""
    master = master_of(link)
    if is_joint(master):
        await on_joint(desk, heard, JointId(master), joint)
    else:
        await on_case(desk, heard, CaseId(master), case)


REACTIONS: Mapping[type[Message], Reaction] = {
    LinkRequested: take_request,
    LinkForwarded: take_request,
    LinkAcknowledged: take_acknowledgement,
    LinkRejected: take_rejection,
    LinkAnswered: take_answer,
    LinkDispatched: take_dispatch,
    LinkDueMoved: take_due_moved,
    LinkCheckRequested: take_check,
    LinkCheckAnswered: hear_a_share,
    LinkCheckClosed: close_check,
    LinkSupplementProposed: hear_a_share,
    LinkSupplementAsked: hear_the_lead,
    LinkSupplemented: hear_the_lead,
    LinkWithdrawalAsked: hear_the_lead,
    LinkWithdrawalRetracted: hear_the_lead,
    LinkPaused: hear_a_share,
    LinkResumed: hear_a_share,
    LinkPromised: hear_a_share,
    LinkVoided: hear_the_lead,
}
