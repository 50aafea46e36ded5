"""The rules for handing results out, and for what other units say about a case."""

from liandong.domain.case.commands import Deliver
from liandong.domain.case.rules.text import said
from liandong.domain.case.state import Case
from liandong.events.case import DeliveryMethod
from liandong.terms.codes import LinkId, UnitCode
from liandong.terms.refusal import Nature, Pointer, Refused


def asker_delivers(case: Case) -> None:
    if case.asked_by is not None:
        raise Refused(
            "case.asker-delivers", f"联办结果由{case.asked_by.unit}统一发件，本单位不单独送达", basis="行政许可法 26"
        )


def delivery_is_by_this_unit(command: Deliver) -> None:
    if command.method is DeliveryMethod.UNIFIED:
        raise Refused(
            "case.not-unified", "单独办件不能统一发件，请选择窗口领取、邮寄或者网上送达", nature=Nature.INVALID
        )


def recipient_is_recorded(method: DeliveryMethod, recipient: str | None) -> None:
    if method is DeliveryMethod.COUNTER and not said(recipient):
        raise Refused(
            "case.recipient-missing",
            "窗口领取应当登记领取人",
            basis="行政许可法 44",
            nature=Nature.INVALID,
            errors=(Pointer(pointer="/recipient", detail="请填写领取人"),),
        )


def handover_is_known(case: Case, link: LinkId, by: UnitCode) -> None:
    """The message is about the case's present handover and comes from the unit that was asked."""
    if case.handover is None or case.handover.link != link or case.handover.to != by:
        raise Refused("link.unknown", f"请求{link}不是本办件现行的上报")


def share_of_the_asker(case: Case | None, link: LinkId, by: UnitCode) -> Case:
    """The case that was opened for this request, if the message comes from the unit that asked."""
    if case is None:
        raise Refused("case.not-found", "没有这个办件，请核对办件编号", nature=Nature.NOT_FOUND)
    comes_from_the_asker(case, link, by)
    return case


def comes_from_the_asker(case: Case, link: LinkId, by: UnitCode) -> None:
    if case.asked_by is None or case.asked_by.link != link or case.asked_by.unit != by:
        raise Refused("link.unknown", f"请求{link}不是本办件的来源")
