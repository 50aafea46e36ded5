"""At the window: who answers for a case (首问负责), and each time its applicant had to do with the office (F023)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from liandong.events.case import CaseEvent
from liandong.terms.codes import AppointmentId, ConsultationId, StaffId
from liandong.terms.later import Later
from liandong.terms.personal import Private


class HandOverGround(StrEnum):
    """Why somebody else answers for a case from now on."""

    TAKEN_UP = "taken_up"  # 网上来件，由受理人员认领
    ABSENT = "absent"  # 请假、离岗
    MOVED = "moved"  # 岗位调整
    RECUSED = "recused"  # 回避
    COMPETENCE = "competence"  # 依职责由其他岗位承办


class ContactChannel(StrEnum):
    """How the applicant had to do with the office; at a window or a village point he came in person."""

    WINDOW = "window"
    VILLAGE = "village"
    ONLINE = "online"
    PHONE = "phone"


class ContactMatter(StrEnum):
    """What it was about."""

    APPLY = "apply"  # 提出申请
    SUPPLEMENT = "supplement"  # 补正
    OWED = "owed"  # 补齐容缺材料
    WITHDRAW = "withdraw"  # 撤回
    COLLECT = "collect"  # 领取结果
    ENQUIRE = "enquire"  # 询问进度
    CLARIFY = "clarify"  # 说明情况、核对原件
    OTHER = "other"  # 其他


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseHandedOver(CaseEvent):
    """移交: `to` answers for the case from now on; `former` is None if nobody did so before."""

    KIND: ClassVar[str] = "case.handed_over"
    former: StaffId | None = None
    to: StaffId
    ground: HandOverGround
    text: Private[str | None] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseContacted(CaseEvent):
    """来访、来电: the applicant came or called about his case, besides what other acts say of themselves.

    What came before the case is noted with its receipt: the `appointment` he kept, the `consultation` he asked for.
    """

    KIND: ClassVar[str] = "case.contacted"
    channel: ContactChannel
    matter: ContactMatter
    contacted_on: date
    appointment: Later[AppointmentId | None] = None
    consultation: Later[ConsultationId | None] = None
    text: Private[str | None] = None


CASE_WINDOW_EVENTS: tuple[type[CaseEvent], ...] = (CaseHandedOver, CaseContacted)
