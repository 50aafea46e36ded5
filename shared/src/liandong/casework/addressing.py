"""A message finds the case, share or joint master it is about, and becomes its command by the one handler."""

from liandong.application.desk import Desk
from liandong.application.handler import Cause
from liandong.casework.repositories import CASES, JOINTS, LINKS
from liandong.domain.case.commands import CaseCommand
from liandong.domain.case.decide import decide as decide_case
from liandong.domain.joint.commands import JointCommand
from liandong.domain.joint.decide import decide as decide_joint
from liandong.infrastructure.inbox.apply import HeardEntry
from liandong.terms.codes import CaseId, JointId, LinkId, UnitCode
from liandong.terms.principal import platform
from liandong.terms.refusal import Refused


async def on_share(desk: Desk, heard: HeardEntry, link: LinkId, command: CaseCommand) -> None:
    """The message is about the case that was opened here for the asker's request."""
    unit = UnitCode(heard.receiver)
    async with desk.pool.acquire() as connection:
        known = (await LINKS.load(connection, unit, link, desk.keys[unit])).state
    if known is None:
        raise Refused("link.unknown", f"没有请求{link}，不能登记发起单位的通知")
    if known.rejected is None:
        await on_case(desk, heard, known.case, command)


async def on_case(desk: Desk, heard: HeardEntry, number: CaseId, command: CaseCommand) -> None:
    by = platform(UnitCode(heard.receiver))
    given = desk.given(by)
    await desk.handler.handle(
        CASES,
        number,
        lambda case: decide_case(case, command, given),
        by=by,
        occurred_at=given.now,
        cause=Cause(event=heard.entry.id, command=command.VERB),
    )


async def on_joint(desk: Desk, heard: HeardEntry, number: JointId, command: JointCommand) -> None:
    by = platform(UnitCode(heard.receiver))
    given = desk.given(by)
    await desk.handler.handle(
        JOINTS,
        number,
        lambda joint: decide_joint(joint, command, given),
        by=by,
        occurred_at=given.now,
        cause=Cause(event=heard.entry.id, command=type(command).__name__),
    )
