"""What the choices of a form are called: the words an office uses for every value of a closed set."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Final

from liandong.domain.case.commands import RefusalGround, RejectionGround, ReturnGround
from liandong.domain.case.explained import GROUNDS
from liandong.events.case import Channel, DeliveryMethod, Opinion, Outcome
from liandong.events.case_clock import ApprovalLevel, PauseGround
from liandong.events.case_ending import AnnulmentGround, RevocationGround, TerminationGround
from liandong.events.case_hearing import HearingAsker, HearingGround
from liandong.events.case_window import ContactChannel, ContactMatter, HandOverGround
from liandong.events.handling import Retention

CHOICES: Final[Mapping[type[StrEnum], Mapping[Any, str]]] = {
    PauseGround: GROUNDS,
    RefusalGround: {
        RefusalGround.NO_LICENCE_NEEDED: "依法不需要取得行政许可",
        RefusalGround.NOT_COMPETENT: "依法不属于本行政机关职权范围",
    },
    ReturnGround: {
        ReturnGround.NOT_SUPPLEMENTED: "逾期未补正",
        ReturnGround.APPLICANT_ASKED: "申请人要求退件",
    },
    RejectionGround: {
        RejectionGround.CONDITIONS_NOT_MET: "不符合法定条件、标准",
        RejectionGround.FALSE_MATERIALS: "隐瞒有关情况或者提供虚假材料",
        RejectionGround.THIRD_PARTY_RIGHTS: "损害公共利益或者他人合法权益",
    },
    Opinion: {
        Opinion.NO_OBJECTION: "无异议",
        Opinion.CONDITIONAL: "附条件同意",
        Opinion.AGAINST: "反对",
    },
    Outcome: {
        Outcome.APPROVED: "准予",
        Outcome.REJECTED: "不予",
        Outcome.RETURNED: "退回",
        Outcome.NOT_ACCEPTED: "不予受理",
        Outcome.WITHDRAWN: "撤回",
        Outcome.TERMINATED: "终止",
    },
    Channel: {
        Channel.WINDOW: "窗口",
        Channel.ONLINE: "网上",
        Channel.VILLAGE: "村（社区）代办点",
    },
    DeliveryMethod: {
        DeliveryMethod.COUNTER: "窗口领取",
        DeliveryMethod.MAIL: "邮寄",
        DeliveryMethod.ONLINE: "网上送达",
    },
    ApprovalLevel: {
        ApprovalLevel.HEAD: "本机关负责人",
        ApprovalLevel.GOVERNMENT: "本级人民政府负责人",
    },
    HandOverGround: {
        HandOverGround.TAKEN_UP: "网上来件，由受理人员认领",
        HandOverGround.ABSENT: "请假、离岗",
        HandOverGround.MOVED: "岗位调整",
        HandOverGround.RECUSED: "回避",
        HandOverGround.COMPETENCE: "依职责由其他岗位承办",
    },
    ContactChannel: {
        ContactChannel.WINDOW: "到窗口",
        ContactChannel.VILLAGE: "到村（社区）代办点",
        ContactChannel.ONLINE: "网上",
        ContactChannel.PHONE: "电话",
    },
    ContactMatter: {
        ContactMatter.APPLY: "提出申请",
        ContactMatter.SUPPLEMENT: "补正",
        ContactMatter.OWED: "补齐容缺材料",
        ContactMatter.WITHDRAW: "撤回",
        ContactMatter.COLLECT: "领取结果",
        ContactMatter.ENQUIRE: "询问进度",
        ContactMatter.CLARIFY: "说明情况、核对原件",
        ContactMatter.OTHER: "其他",
    },
    HearingAsker: {
        HearingAsker.APPLICANT: "申请人",
        HearingAsker.INTERESTED: "利害关系人",
    },
    HearingGround: {
        HearingGround.ASKED: "申请人、利害关系人要求",
        HearingGround.PRESCRIBED: "法律、法规、规章规定应当听证",
        HearingGround.PUBLIC_INTEREST: "涉及公共利益，行政机关认为需要听证",
    },
    TerminationGround: {
        TerminationGround.APPLICANT_GONE: "申请人死亡、终止",
        TerminationGround.MATTER_GONE: "申请事项已无必要或者无法继续",
        TerminationGround.OWED_NOT_HANDED_IN: "容缺材料逾期未补齐",
        TerminationGround.VOIDED_BY_LEAD: "联办分件由牵头单位作废",
    },
    RevocationGround: {
        RevocationGround.ABUSE_OF_POWER: "滥用职权、玩忽职守",
        RevocationGround.BEYOND_POWER: "超越法定职权",
        RevocationGround.AGAINST_PROCEDURE: "违反法定程序",
        RevocationGround.NOT_QUALIFIED: "申请人不具备资格或者条件",
        RevocationGround.FRAUD: "以欺骗、贿赂等不正当手段取得",
    },
    AnnulmentGround: {
        AnnulmentGround.EXPIRED: "有效期届满未延续",
        AnnulmentGround.HOLDER_GONE: "死亡、丧失行为能力、法人终止",
        AnnulmentGround.REVOKED: "许可依法被撤销、撤回或者证件被吊销",
        AnnulmentGround.IMPOSSIBLE: "因不可抗力无法实施",
    },
    Retention: {
        Retention.PERMANENT: "永久",
        Retention.THIRTY_YEARS: "30年",
        Retention.TEN_YEARS: "10年",
    },
}
"""By the set; two sets may hold the same code."""


def word_of(value: Any) -> str:
    """What a choice is called; one without a word is told by its code."""
    return CHOICES.get(type(value), {}).get(value, str(value))
