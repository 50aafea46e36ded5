"""Taking a lead's question in, answering it once, closing it when no answer is needed any more."""

from collections import Counter
from dataclasses import dataclass

from liandong.domain.case.rules.powers import must_be_allowed
from liandong.domain.check.state import Check, CheckStatus
from liandong.domain.circumstances import Circumstances
from liandong.domain.powers.actions import Action
from liandong.domain.powers.decide import Facts
from liandong.events.check import CheckClosed, CheckOpened
from liandong.events.link import LinkCheckAnswered
from liandong.events.said import Event
from liandong.terms.codes import UnitCode
from liandong.terms.refusal import Nature, Pointer, Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerCheck:
    """核对答复: codes of materials that are missing from this unit's part, or none."""

    lines: tuple[str, ...]
    text: str | None = None


def take(check: Check | None, opened: CheckOpened) -> list[Event]:
    """CheckOpened; nothing if this question was stored before. Raises Refused if the link is another's."""
    if check is None:
        return [opened]
    if (check.asker, check.request) != (opened.asker, opened.request):
        raise Refused("link.taken", f"请求编号{check.link}已被另一请求使用，请发起单位重新编号")
    return []


def answer(check: Check | None, command: AnswerCheck, given: Circumstances) -> list[Event]:
    """LinkCheckAnswered to the lead; one that is late is said to be so there. Raises Refused."""
    if check is None:
        raise Refused("check.not-found", "没有这一材料核对请求，请核对编号", nature=Nature.NOT_FOUND)
    facts = Facts(unit=check.unit, item=check.item, department=check.department)
    must_be_allowed(given.by, Action.CASE_NOTICE, facts)
    if check.status is not CheckStatus.OPEN:
        raise Refused(
            "check.not-now",
            "本单位已经答复，补正内容应当一次提出，不能再次答复"
            if check.status is CheckStatus.ANSWERED
            else "牵头单位已经结束会审材料，不再需要答复",
            basis="行政许可法 32(1)(4)",
        )
    lines_can_be_asked(check, command.lines)
    return [
        LinkCheckAnswered(
            dest=check.asker, link=check.link, lines=command.lines, checked_on=given.today, text=command.text
        )
    ]


def lines_can_be_asked(check: Check, lines: tuple[str, ...]) -> None:
    """Nothing but what the guide of the stage lists may be asked for, each once (行政许可法 31)."""
    count = Counter(lines)
    errors = tuple(
        Pointer(pointer=f"/lines/{place}", detail="不在阶段材料目录内" if code not in check.askable else "重复列出")
        for place, code in enumerate(lines)
        if code not in check.askable or count[code] > 1
    )
    if errors:
        raise Refused(
            "check.unknown-material",
            "有材料不在本阶段的材料目录内，或者重复列出，请按办事指南核对",
            basis="行政许可法 31",
            nature=Nature.INVALID,
            errors=errors,
        )


def close(check: Check | None, by: UnitCode) -> list[Event]:
    """CheckClosed if an answer was still waited for. Raises Refused if it is another unit that says so."""
    if check is None or check.asker != by:
        raise Refused("link.unknown", "没有这一材料核对请求，不能结束")
    return [CheckClosed(link=check.link)] if check.status is CheckStatus.OPEN else []
