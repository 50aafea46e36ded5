"""The rules for an application while it is prepared, and for submitting it."""

from datetime import date, timedelta
from typing import Final

from liandong.domain.case.rules.intake import item_is_handled_at, item_is_no_stage, materials_are_of_the_entry
from liandong.domain.case.rules.text import said
from liandong.domain.preapplication.state import Form, PreApplication
from liandong.domain.preapplication.status import ALLOWED, STATUS_NAMES, VERB_NAMES, PreVerb
from liandong.events.case import ApplicantKind
from liandong.events.handling import OnlineLevel
from liandong.events.reference import CatalogueEntry
from liandong.terms.codes import Tier
from liandong.terms.refusal import Nature, Pointer, Refused

KEPT_DAYS: Final = 30
"""Days (of the calendar) after the last change until it is erased, form and all (个人信息保护法 19、47)."""
FIELDS: Final = {
    "applicant_kind": "请选择申请人类型",
    "name": "请填写姓名或者名称",
    "id_number": "请填写证件号码",
    "phone": "请填写联系电话",
}
ONLINE_LEVELS: Final = tuple(OnlineLevel)
"""From the window to fully online: each level includes the ones before."""


def kept_until(changed_on: date) -> date:
    """The last day it is kept if nobody goes on with it."""
    return changed_on + timedelta(days=KEPT_DAYS)


def form_fits_the_item(tier: Tier, entry: CatalogueEntry, form: Form) -> None:
    item_is_no_stage(entry)
    item_is_handled_at(tier, entry)
    materials_are_of_the_entry(entry, form.materials)


def item_goes_online(entry: CatalogueEntry, level: OnlineLevel) -> None:
    """The catalogue says how far an applicant comes without the window (网办深度)."""
    if ONLINE_LEVELS.index(entry.online) < ONLINE_LEVELS.index(level):
        raise Refused(
            "preapplication.not-online",
            f"“{entry.name}”没有开通此项网上服务，请到窗口办理",
            basis="网办深度",
            nature=Nature.INVALID,
        )


def allows(pre: PreApplication, answered: int, verb: PreVerb) -> None:
    status = pre.status(answered)
    if verb in ALLOWED[status]:
        return
    next_verbs = "、".join(VERB_NAMES[each] for each in PreVerb if each in ALLOWED[status])
    what_now = f"下一步可以：{next_verbs}" if next_verbs else f"请凭办件编号{pre.case}查询办理进度"
    raise Refused(
        "preapplication.not-now",
        f"预申报现为“{STATUS_NAMES[status]}”，不能“{VERB_NAMES[verb]}”；{what_now}",
    )


def is_not_being_submitted(pre: PreApplication) -> None:
    """Once a case number is taken for it, the form stays as it was sent until that has come to an end."""
    if pre.case is not None:
        raise Refused(
            "preapplication.being-submitted",
            "预申报正在提交，暂不能修改；请再次提交，或者稍后重新读取",
            nature=Nature.CONFLICT,
        )


def prereview_is_awaited(pre: PreApplication, answered: int) -> None:
    allows(pre, answered, PreVerb.PREREVIEW)


def something_is_said(lines: tuple[str, ...], text: str | None) -> None:
    """ "Nothing is missing" is said in words, so that an empty form does not say it by mistake."""
    if not lines and not said(text):
        raise Refused(
            "preapplication.empty-answer",
            "请列出尚缺的材料；材料齐全的，请在说明中写明",
            nature=Nature.INVALID,
            errors=(Pointer(pointer="/text", detail="没有列出材料时须写明意见"),),
        )


def his_materials_are_files(form: Form) -> None:
    """Whoever submits online hands in files; what he only ticks off has not been handed in."""
    without = [place for place, each in enumerate(form.materials) if each.digest is None]
    if without:
        raise Refused(
            "preapplication.material-without-file",
            "网上提交的材料应当上传文件；没有文件的材料请先上传，或者从清单中去掉后到窗口补交",
            nature=Nature.INVALID,
            errors=tuple(Pointer(pointer=f"/form/materials/{place}/digest", detail="请上传文件") for place in without),
        )


def applicant_is_named(form: Form | None) -> tuple[ApplicantKind, str]:
    """The kind and number for whom a file is kept."""
    if form is None or form.applicant_kind is None or form.id_number is None:
        raise Refused(
            "preapplication.applicant-missing",
            "请先在预申报中填写申请人类型和证件号码，再上传文件",
            nature=Nature.CONFLICT,
        )
    return form.applicant_kind, form.id_number


def form_is_filled_in(form: Form) -> None:
    """Who applies is said in full before it counts as an application (行政许可法 29)."""
    missing = [name for name in FIELDS if getattr(form, name) is None]
    if missing:
        raise Refused(
            "preapplication.incomplete",
            f"尚未填写完整：{'、'.join(FIELDS[name] for name in missing)}",
            basis="行政许可法 29",
            nature=Nature.INVALID,
            errors=tuple(Pointer(pointer=f"/form/{name}", detail=FIELDS[name]) for name in missing),
        )
