"""The rules of a share of a joint approval: the applicant is asked, and withdraws, at the lead alone."""

from collections import Counter
from datetime import date

from liandong.domain.case.clock_commands import Pause
from liandong.domain.case.ending_commands import Terminate
from liandong.domain.case.rules.intake import notice_lists_something
from liandong.domain.case.share_commands import PromiseShare
from liandong.domain.case.state import Case
from liandong.events.case import ReturnAddress
from liandong.events.case_clock import PauseGround
from liandong.events.case_ending import TerminationGround
from liandong.terms.refusal import Nature, Pointer, Refused


def is_a_share(case: Case) -> ReturnAddress:
    """The lead that asked for it."""
    if case.joint is None or case.asked_by is None:
        raise Refused("case.not-a-share", "本件不是联办分件，不必告知牵头单位；需要补正的，请直接以补正中止计时")
    return case.asked_by


def lines_are_of_the_stage(case: Case, lines: tuple[str, ...]) -> None:
    """Nothing but what the guide of the stage lists, each once (行政许可法 31)."""
    notice_lists_something(lines)
    count = Counter(lines)
    errors = tuple(
        Pointer(pointer=f"/lines/{place}", detail="不在阶段材料目录内" if code not in case.askable else "重复列出")
        for place, code in enumerate(lines)
        if code not in case.askable or count[code] > 1
    )
    if errors:
        raise Refused(
            "case.unknown-material",
            "有材料不在本联办阶段的材料目录内，或者重复列出，请按办事指南核对",
            basis="行政许可法 31",
            nature=Nature.INVALID,
            errors=errors,
        )


def promised_once(case: Case) -> None:
    if case.decide_by is not None:
        raise Refused("case.promised-before", f"本件已承诺于{case.decide_by}前作出决定，不能再次承诺，请按期决定")


def promise_is_of_use(case: Case, command: PromiseShare, today: date) -> None:
    """A day from today on, within what the law leaves: a promise lengthens no limit (DB34/T 1164-2010)."""
    last_day = case.statutory_due
    if command.decide_by < today or (last_day is not None and command.decide_by > last_day):
        raise Refused(
            "case.promise-out-of-limit",
            f"承诺日期应在今日至法定期限{last_day}之间，请核对",
            basis="行政许可法 42",
            nature=Nature.INVALID,
            errors=(Pointer(pointer="/decide_by", detail=f"{today}至{last_day}"),),
        )


def lead_asks_for_supplements(case: Case, command: Pause) -> None:
    if case.joint is not None and command.ground is PauseGround.SUPPLEMENT:
        raise Refused(
            "case.lead-asks",
            "联办件的补正由牵头单位汇总后一次性通知申请人，请改用“提请补正”",
            basis="行政许可法 32(1)(4)",
        )


def lead_takes_supplements_in(case: Case) -> None:
    if case.joint is not None:
        raise Refused("case.lead-takes-in", "联办件的补正材料由牵头单位统一收取，请申请人交到牵头单位")


def only_the_lead_voids(command: Terminate) -> None:
    if command.ground is TerminationGround.VOIDED_BY_LEAD:
        raise Refused(
            "case.lead-voids",
            "分件作废由牵头单位通知，不能由承办单位选用，请改选事由",
            nature=Nature.INVALID,
            errors=(Pointer(pointer="/ground", detail="只能由牵头单位作废"),),
        )
