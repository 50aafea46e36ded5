"""What a document can print: each fact with its label, read from a journalled act and the matter as it then stood."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from enum import StrEnum

from liandong.domain.case.explained import GROUNDS as PAUSE_NAMES
from liandong.domain.case.state import Case
from liandong.domain.catalogue.words import limit
from liandong.domain.joint.state import Joint
from liandong.events.case import CaseAccepted, DeliveryMethod
from liandong.events.case_clock import CasePaused
from liandong.events.case_hearing import CaseHearingSet, HearingGround
from liandong.events.joint import JointAccepted
from liandong.events.link import LinkRequested
from liandong.events.said import Event
from liandong.terms.legal_time import LEGAL_ZONE, legal_day


class Fact(StrEnum):
    """One thing that is printed; the value is its name in a text, in {braces}."""

    MATTER = "matter"
    ITEM = "item"
    ITEM_CODE = "item_code"
    DEPARTMENT = "department"
    APPLICANT = "applicant"
    ID_NUMBER = "id_number"
    PROJECT = "project"
    PROJECT_CODE = "project_code"
    RECEIVED_ON = "received_on"
    EFFECTIVE_ON = "effective_on"
    ACCEPTED_ON = "accepted_on"
    ACCEPTANCE = "acceptance"
    PROMISED_LIMIT = "promised_limit"
    PROMISED_DUE = "promised_due"
    STATUTORY_DUE = "statutory_due"
    PROVISIONAL = "provisional"
    FEE = "fee"
    ITEM_BASIS = "item_basis"
    GROUND = "ground"
    REASON = "reason"
    REMEDY = "remedy"
    NUMBER = "number"
    DECIDED_ON = "decided_on"
    METHOD = "method"
    DELIVERED_ON = "delivered_on"
    RECIPIENT = "recipient"
    LINK = "link"
    ASKED_UNIT = "asked_unit"
    ASKED_ITEM = "asked_item"
    UNTIL = "until"
    ASK_BY = "ask_by"
    HEARING_ON = "hearing_on"
    PLACE = "place"
    PRESIDING = "presiding"
    PUBLICITY = "publicity"
    LICENCE = "licence"
    EXPIRES_ON = "expires_on"
    SILENCE_BASIS = "silence_basis"


LABELS: Mapping[Fact, str] = {
    Fact.MATTER: "办件编号",
    Fact.ITEM: "事项名称",
    Fact.ITEM_CODE: "事项编码",
    Fact.DEPARTMENT: "主管部门",
    Fact.APPLICANT: "申请人",
    Fact.ID_NUMBER: "证件号码",
    Fact.PROJECT: "项目名称",
    Fact.PROJECT_CODE: "项目代码",
    Fact.RECEIVED_ON: "收件日期",
    Fact.EFFECTIVE_ON: "收件生效日",
    Fact.ACCEPTED_ON: "受理日期",
    Fact.ACCEPTANCE: "受理情况",
    Fact.PROMISED_LIMIT: "承诺时限",
    Fact.PROMISED_DUE: "承诺办结日",
    Fact.STATUTORY_DUE: "法定期限届满日",
    Fact.PROVISIONAL: "日期说明",
    Fact.FEE: "收费",
    Fact.ITEM_BASIS: "设定依据",
    Fact.GROUND: "事由",
    Fact.REASON: "理由",
    Fact.REMEDY: "救济途径",
    Fact.NUMBER: "决定文号",
    Fact.DECIDED_ON: "决定日期",
    Fact.METHOD: "送达方式",
    Fact.DELIVERED_ON: "送达日期",
    Fact.RECIPIENT: "签收人",
    Fact.LINK: "转办编号",
    Fact.ASKED_UNIT: "承办单位",
    Fact.ASKED_ITEM: "承办事项",
    Fact.UNTIL: "预计结束日期",
    Fact.ASK_BY: "要求听证截止日",
    Fact.HEARING_ON: "听证日期",
    Fact.PLACE: "听证地点",
    Fact.PRESIDING: "听证主持人",
    Fact.PUBLICITY: "听证方式",
    Fact.LICENCE: "所持许可证件编号",
    Fact.EXPIRES_ON: "许可有效期届满日",
    Fact.SILENCE_BASIS: "超时默许依据",
}
"""What stands before a fact in a table of facts."""

PROVISIONAL = "标有“暂定”的日期，以国务院办公厅公布的节假日安排为准。"
PROCEDURE_LAW = "行政许可法"
METHODS: Mapping[DeliveryMethod, str] = {
    DeliveryMethod.COUNTER: "窗口领取",
    DeliveryMethod.MAIL: "邮寄送达",
    DeliveryMethod.ONLINE: "网上送达",
    DeliveryMethod.UNIFIED: "统一发件",
}
GROUNDS: Mapping[str, str] = {
    "no_licence_needed": "申请事项依法不需要取得行政许可",
    "not_competent": "申请事项依法不属于本行政机关职权范围",
    "not_supplemented": "逾期未补正申请材料",
    "applicant_asked": "申请人要求退件",
    "conditions_not_met": "不符合法定条件、标准",
    "false_materials": "隐瞒有关情况或者提供虚假材料",
    "third_party_rights": "损害公共利益或者他人合法权益",
}
"""What a coded reason says on paper."""
HEARING_GROUNDS: Mapping[HearingGround, str] = {
    HearingGround.ASKED: "申请人、利害关系人要求听证",
    HearingGround.PRESCRIBED: "法律、法规、规章规定应当听证",
    HearingGround.PUBLIC_INTEREST: "申请事项涉及公共利益，本机关认为需要听证",
}
SAID: Mapping[str, Fact] = {
    "text": Fact.REASON,
    "remedy": Fact.REMEDY,
    "reason_code": Fact.GROUND,
    "document": Fact.NUMBER,
    "decided_on": Fact.DECIDED_ON,
    "method": Fact.METHOD,
    "delivered_on": Fact.DELIVERED_ON,
    "recipient": Fact.RECIPIENT,
    "accepted_on": Fact.ACCEPTED_ON,
    "link": Fact.LINK,
    "until": Fact.UNTIL,
    "ask_by": Fact.ASK_BY,
    "place": Fact.PLACE,
    "presiding": Fact.PRESIDING,
}
"""Which field of an act is which fact, whatever the act."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """A journalled act of a matter: the matter as it stood after it, its place, and the legal day it was handed in."""

    sequence: int
    event: Event
    after: Case | Joint
    received_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What the codes of units and items are called, as far as this unit knows."""

    units: Mapping[str, str]
    items: Mapping[str, str]


Facts = Mapping[Fact, str]


def facts_of(act: Act, names: Names) -> Facts:
    """Everything that can be printed about the act; what is not known is left out."""
    found = {**_of_matter(act), **_of_event(act.event), **_of_sort(act, names)}
    return {fact: value for fact, value in found.items() if value is not None and value.strip()}


def written(day: date) -> str:
    """2026年11月23日."""
    return f"{day.year}年{day.month}月{day.day}日"


def _of_matter(act: Act) -> dict[Fact, str | None]:
    matter = act.after
    person = matter.details
    ends = (matter.promised_ends, matter.statutory_ends) if isinstance(matter, Case) else (None, None)
    return {
        Fact.MATTER: matter.id,
        Fact.ITEM: matter.entry.name,
        Fact.ITEM_CODE: matter.entry.item,
        Fact.DEPARTMENT: matter.entry.department,
        Fact.APPLICANT: None if person is None else person.name,
        Fact.ID_NUMBER: None if person is None else _masked(person.id_number),
        Fact.PROJECT: matter.project_name if isinstance(matter, Joint) else None,
        Fact.PROJECT_CODE: matter.project_code,
        Fact.RECEIVED_ON: written(act.received_on),
        Fact.EFFECTIVE_ON: written(matter.effective_on),
        Fact.ACCEPTED_ON: _day(matter.accepted_on),
        Fact.PROMISED_LIMIT: limit(matter.entry.promised_limit, matter.entry.limit_unit),
        Fact.PROMISED_DUE: _due(matter.promised_due, ends[0], provisional=matter.provisional),
        Fact.STATUTORY_DUE: _due(matter.statutory_due, ends[1], provisional=matter.provisional),
        Fact.PROVISIONAL: PROVISIONAL if matter.provisional else None,
        Fact.FEE: matter.entry.fee or "不收费",
        Fact.ITEM_BASIS: "；".join(_own_basis(matter.entry.legal_basis)),
        Fact.NUMBER: matter.document if isinstance(matter, Case) else None,
        Fact.DECIDED_ON: _day(matter.decided_on if isinstance(matter, Case) else matter.joined_on),
        Fact.LICENCE: matter.licence_number if isinstance(matter, Case) else None,
        Fact.EXPIRES_ON: _day(matter.licence_expires_on) if isinstance(matter, Case) else None,
        Fact.SILENCE_BASIS: matter.entry.silence_basis,
    }


def _own_basis(basis: tuple[str, ...]) -> tuple[str, ...]:
    """The laws an item rests on; the procedure's own law, which every entry cites for its limit, only if it is all."""
    return tuple(law for law in basis if not law.startswith(PROCEDURE_LAW)) or basis


def _of_event(event: Event) -> dict[Fact, str | None]:
    names = {field.name for field in fields(event)} & set(SAID)
    return {SAID[name]: _spelled(getattr(event, name)) for name in names}


def _of_sort(act: Act, names: Names) -> dict[Fact, str | None]:
    """What only some acts say, in sentences of their own."""
    match act.event:
        case CaseAccepted(deemed=True) | JointAccepted(deemed=True):
            late = "本机关未在收到申请材料之日起五个工作日内告知需要补正的内容，依法自收到申请材料之日起即为受理"
            return {Fact.ACCEPTANCE: late}
        case CasePaused(ground=ground, expected_until=until):
            return {Fact.GROUND: PAUSE_NAMES[ground], Fact.UNTIL: _day(until)}
        case CaseHearingSet(ground=ground, held_on=held_on, public=public):
            return {
                Fact.GROUND: HEARING_GROUNDS[ground],
                Fact.HEARING_ON: _day(held_on),
                Fact.PUBLICITY: "公开举行" if public else "不公开举行",
            }
        case LinkRequested():
            return {
                Fact.ASKED_UNIT: names.units.get(act.event.dest, act.event.dest),
                Fact.ASKED_ITEM: names.items.get(act.event.item, act.event.item),
            }
        case _:
            return {Fact.ACCEPTANCE: "申请材料齐全、符合法定形式，属于本机关职权范围"}


def _spelled(value: object) -> str | None:
    match value:
        case None:
            return None
        case DeliveryMethod():
            return METHODS[value]
        case date():
            return written(value)
        case _:
            return GROUNDS.get(str(value), str(value))


def _day(day: date | None) -> str | None:
    return None if day is None else written(day)


def _due(day: date | None, ends: datetime | None, *, provisional: bool) -> str | None:
    """The last day, to the minute where the limit is less than days."""
    if day is None:
        return None
    told = written(day) if ends is None else f"{written(legal_day(ends))}{ends.astimezone(LEGAL_ZONE):%H时%M分}"
    return told + ("（暂定）" if provisional else "")


def _masked(number: str) -> str:
    """The first six and last four characters; paper lies about."""
    return number if len(number) <= 10 else number[:6] + "*" * (len(number) - 10) + number[-4:]
