"""The types of documents as data: title, series of numbers, what they follow from, what they print, by which law."""

from collections.abc import Mapping
from dataclasses import dataclass

from liandong.domain.documents.facts import Fact
from liandong.domain.documents.kinds import DocumentKind as DocumentKind
from liandong.domain.documents.kinds import Listing as Listing


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentType:
    """One type. `triggers` are kinds of acts, `only` the field and value that single some of them out.

    What `needs` names must be known; any other fact, and a paragraph that speaks of it, is left out where it is not.
    `series` is its word in a number; a decision (`numbered_by_act`) bears the number it was decided under.
    """

    kind: DocumentKind
    title: str
    series: str
    triggers: tuple[str, ...]
    act: str
    only: tuple[str, str] | None = None
    basis: tuple[str, ...]
    body: tuple[str, ...]
    rows: tuple[Fact, ...] = ()
    listing: Listing | None = None
    closing: tuple[str, ...] = ()
    needs: tuple[Fact, ...] = ()
    addressee: Fact = Fact.APPLICANT
    remedy: str | None = None
    signs: tuple[str, ...] = ()
    numbered_by_act: bool = False


LAW = "《中华人民共和国行政许可法》"
REMEDY = (
    "如不服本{paper}，可以自收到之日起六十日内依法申请行政复议，也可以自收到之日起六个月内依法向人民法院提起行政诉讼。"
)
APPLIED = "你（单位）于{received_on}提出的“{item}”申请（办件编号{matter}）"
MATTER_ROWS = (Fact.MATTER, Fact.ITEM, Fact.ITEM_CODE, Fact.PROJECT, Fact.PROJECT_CODE, Fact.DEPARTMENT)

TYPES: tuple[DocumentType, ...] = (
    DocumentType(
        kind=DocumentKind.RECEIPT,
        title="收件凭证",
        series="收",
        triggers=("case.received", "joint.received"),
        act="收件",
        basis=(f"{LAW}第三十二条",),
        body=("你（单位）提交的“{item}”申请材料已于{received_on}收到，自{effective_on}起计算答复期限。",),
        rows=(*MATTER_ROWS, Fact.APPLICANT, Fact.ID_NUMBER),
        listing=Listing.HANDED_IN,
        closing=(
            "本凭证证明收到材料，不表示已经受理。本机关自收件生效日起五个工作日内答复是否受理；材料不齐全或者不符合法定"
            "形式的，一次告知需要补正的全部内容；逾期不告知的，自收到申请材料之日起即为受理。",
        ),
        needs=(Fact.APPLICANT,),
        signs=("收件人", "递交人"),
    ),
    DocumentType(
        kind=DocumentKind.SUPPLEMENT_RECEIPT,
        title="补正材料收件凭证",
        series="补收",
        triggers=("case.supplemented", "joint.supplemented", "joint.supplement_handed_in"),
        act="补正",
        basis=(f"{LAW}第三十二条",),
        body=("你（单位）为“{item}”申请补正的材料已经收到，自{effective_on}起重新计算答复期限。",),
        rows=(*MATTER_ROWS, Fact.APPLICANT, Fact.ID_NUMBER),
        listing=Listing.HANDED_IN,
        closing=("补正后材料齐全、符合法定形式的，本机关予以受理；本凭证不表示已经受理。",),
        needs=(Fact.APPLICANT,),
        signs=("收件人", "递交人"),
    ),
    DocumentType(
        kind=DocumentKind.CORRECTION_NOTICE,
        title="补正材料一次性告知书",
        series="告",
        triggers=("case.correction_requested", "joint.correction_requested"),
        act="一次性告知",
        basis=(f"{LAW}第三十二条第一款第（四）项",),
        body=(
            APPLIED + "，经查，申请材料不齐全或者不符合法定形式。现将需要补正的全部内容一次告知如下：",
            "说明：{reason}",
        ),
        listing=Listing.MISSING,
        closing=(
            "请按上列内容补齐后交到收件窗口或者在网上提交。本机关收到全部补正材料后，自收到之日起重新计算答复期限；"
            "除上列内容外，不再要求补正其他材料。",
        ),
        needs=(Fact.APPLICANT,),
        signs=("经办人", "签收人"),
    ),
    DocumentType(
        kind=DocumentKind.ACCEPTANCE_NOTICE,
        title="受理通知书",
        series="受",
        triggers=("case.accepted", "joint.accepted"),
        act="受理",
        basis=(f"{LAW}第三十二条第一款第（五）项、第二款，第四十二条、第四十五条、第八十二条",),
        body=(
            APPLIED + "，{acceptance}，自{accepted_on}起予以受理。",
            "本机关承诺于{promised_due}前作出决定，法定期限于{statutory_due}届满。依法需要听证、招标、拍卖、检验、检测、检疫、"
            "鉴定和专家评审的，所需时间不计算在期限内，并将另行书面告知。",
        ),
        rows=(
            *MATTER_ROWS,
            Fact.ACCEPTED_ON,
            Fact.PROMISED_LIMIT,
            Fact.PROMISED_DUE,
            Fact.STATUTORY_DUE,
            Fact.FEE,
        ),
        listing=Listing.SHARES,
        closing=("{provisional}",),
        needs=(Fact.APPLICANT, Fact.ACCEPTED_ON, Fact.STATUTORY_DUE),
    ),
    DocumentType(
        kind=DocumentKind.NON_ACCEPTANCE_NOTICE,
        title="不予受理通知书",
        series="不受",
        triggers=("case.not_accepted", "joint.not_accepted"),
        act="不予受理",
        basis=(f"{LAW}第三十二条第一款第（一）项、第（二）项，第二款",),
        body=(
            APPLIED + "，经查，{ground}，本机关决定不予受理。",
            "理由和申请去向：{reason}",
        ),
        needs=(Fact.APPLICANT, Fact.GROUND, Fact.REASON),
        remedy=REMEDY.format(paper="通知"),
    ),
    DocumentType(
        kind=DocumentKind.RETURN_NOTICE,
        title="退件通知书",
        series="退",
        triggers=("case.returned", "joint.returned"),
        act="退回",
        basis=(f"{LAW}第三十二条第二款",),
        body=(
            APPLIED + "，因{ground}，现将申请材料退回，本次申请终结。",
            "说明：{reason}",
            "补齐材料后可以重新提出申请。",
        ),
        needs=(Fact.APPLICANT, Fact.GROUND, Fact.REASON),
        remedy=REMEDY.format(paper="通知"),
        signs=("经办人", "领取人"),
    ),
    DocumentType(
        kind=DocumentKind.SPECIAL_PROCEDURE_NOTICE,
        title="特别程序告知书",
        series="特",
        triggers=("case.paused",),
        only=("pause_kind", "special"),
        act="特别程序",
        basis=(f"{LAW}第四十五条",),
        body=(
            APPLIED + "，依法需要{ground}，所需时间不计算在审批期限内，预计于{until}结束。",
            "说明：{reason}",
        ),
        rows=MATTER_ROWS,
        needs=(Fact.APPLICANT, Fact.GROUND, Fact.UNTIL),
    ),
    DocumentType(
        kind=DocumentKind.HEARING_RIGHT_NOTICE,
        title="听证权利告知书",
        series="听告",
        triggers=("case.hearing_right_told",),
        act="告知听证权利",
        basis=(f"{LAW}第四十七条、第八十二条",),
        body=(
            APPLIED + "，直接涉及申请人与他人之间重大利益关系。申请人、利害关系人享有要求听证的权利，"
            "要求听证的，请在{ask_by}前向本机关提出；逾期未提出的，视为放弃。",
        ),
        rows=MATTER_ROWS,
        closing=("申请人、利害关系人不承担本机关组织听证的费用。",),
        needs=(Fact.APPLICANT, Fact.ASK_BY),
        signs=("送达人", "签收人"),
    ),
    DocumentType(
        kind=DocumentKind.HEARING_NOTICE,
        title="听证通知书",
        series="听通",
        triggers=("case.hearing_set",),
        act="安排听证",
        basis=(f"{LAW}第四十六条、第四十八条",),
        body=(
            APPLIED + "，因{ground}，定于{hearing_on}在{place}{publicity}听证，由工号{presiding}的工作人员主持。",
            "申请人、利害关系人认为主持人与本事项有直接利害关系的，有权申请回避；听证时可以提出证据，并进行申辩和质证。",
        ),
        rows=MATTER_ROWS,
        closing=("听证笔录交参加人确认无误后签字或者盖章，本机关根据听证笔录作出决定。",),
        needs=(Fact.APPLICANT, Fact.GROUND, Fact.HEARING_ON, Fact.PLACE, Fact.PUBLICITY, Fact.PRESIDING),
        signs=("送达人", "签收人"),
    ),
    DocumentType(
        kind=DocumentKind.EXTENSION_NOTICE,
        title="延长审批期限通知书",
        series="延",
        triggers=("case.extended", "joint.extended"),
        act="延期",
        basis=(f"{LAW}第四十二条",),
        body=(
            APPLIED + "，在法定期限内不能作出决定，经依法批准，审批期限延长至{statutory_due}。",
            "延长期限的理由：{reason}",
        ),
        rows=MATTER_ROWS,
        closing=("{provisional}",),
        needs=(Fact.APPLICANT, Fact.REASON, Fact.STATUTORY_DUE),
    ),
    DocumentType(
        kind=DocumentKind.LINK_NOTICE,
        title="联审通知单",
        series="联",
        triggers=("link.requested",),
        act="联合受理",
        basis=(f"{LAW}第二十六条第二款",),
        body=(
            "{applicant}提出的“{item}”联合审批申请（主件编号{matter}）已于{accepted_on}统一受理。现将下列分件转你单位承办，"
            "请在承诺时限内将审查结果反馈本单位，由本单位统一答复申请人。",
        ),
        rows=(
            Fact.LINK,
            Fact.ASKED_ITEM,
            Fact.ASKED_UNIT,
            Fact.APPLICANT,
            Fact.PROJECT,
            Fact.PROJECT_CODE,
            Fact.ACCEPTED_ON,
            Fact.PROMISED_DUE,
            Fact.STATUTORY_DUE,
        ),
        closing=("{provisional}",),
        needs=(Fact.APPLICANT, Fact.ASKED_UNIT, Fact.ASKED_ITEM),
        addressee=Fact.ASKED_UNIT,
    ),
    DocumentType(
        kind=DocumentKind.APPROVAL_DECISION,
        title="准予行政许可决定书",
        series="决",
        triggers=("case.decided",),
        act="准予决定",
        only=("outcome", "approved"),
        basis=(f"{LAW}第三十八条第一款、第四十四条",),
        body=(
            APPLIED + "，经审查，符合法定条件、标准，依据{item_basis}，决定准予行政许可。",
            "许可内容和要求：{reason}",
            "本机关自作出决定之日起十个工作日内向你（单位）颁发、送达行政许可证件。",
        ),
        rows=(*MATTER_ROWS, Fact.APPLICANT, Fact.ID_NUMBER),
        needs=(Fact.APPLICANT, Fact.NUMBER, Fact.DECIDED_ON),
        numbered_by_act=True,
    ),
    DocumentType(
        kind=DocumentKind.REJECTION_DECISION,
        title="不予行政许可决定书",
        series="决",
        triggers=("case.decided",),
        act="不予决定",
        only=("outcome", "rejected"),
        basis=(f"{LAW}第三十八条第二款",),
        body=(
            APPLIED + "，经审查，{ground}，依据{item_basis}，决定不予行政许可。",
            "理由：{reason}",
        ),
        rows=(*MATTER_ROWS, Fact.APPLICANT, Fact.ID_NUMBER),
        needs=(Fact.APPLICANT, Fact.NUMBER, Fact.GROUND, Fact.REASON, Fact.REMEDY),
        remedy="{remedy}",
        numbered_by_act=True,
    ),
    DocumentType(
        kind=DocumentKind.DELIVERY_RECORD,
        title="送达回证",
        series="送",
        triggers=("case.delivered", "joint.dispatched"),
        act="送达",
        basis=(f"{LAW}第四十四条",),
        body=("“{item}”申请的办理结果已于{delivered_on}送达，情况登记如下：",),
        rows=(
            Fact.MATTER,
            Fact.ITEM,
            Fact.APPLICANT,
            Fact.NUMBER,
            Fact.DECIDED_ON,
            Fact.METHOD,
            Fact.DELIVERED_ON,
            Fact.RECIPIENT,
        ),
        needs=(Fact.APPLICANT, Fact.METHOD, Fact.DELIVERED_ON),
        signs=("送达人", "签收人"),
    ),
    DocumentType(
        kind=DocumentKind.WITHDRAWAL_NOTICE,
        title="撤回申请通知书",
        series="撤",
        triggers=("case.withdrawn", "joint.withdrawn"),
        act="撤回",
        basis=(),
        body=(APPLIED + "，现按你（单位）的要求撤回，本次申请终结。", "说明：{reason}", "撤回后可以重新提出申请。"),
        rows=MATTER_ROWS,
        needs=(Fact.APPLICANT,),
    ),
    DocumentType(
        kind=DocumentKind.TERMINATION_NOTICE,
        title="终止办理通知书",
        series="终",
        triggers=("case.terminated", "joint.terminated"),
        act="终止",
        basis=(),
        body=(APPLIED + "，因下列事由终止办理。", "事由：{reason}"),
        rows=MATTER_ROWS,
        needs=(Fact.APPLICANT, Fact.REASON),
        remedy=REMEDY.format(paper="通知"),
    ),
)
"""Every type that belongs to a single case or joint approval, in the order of a case's life."""

BY_KIND: Mapping[DocumentKind, DocumentType] = {each.kind: each for each in TYPES}
