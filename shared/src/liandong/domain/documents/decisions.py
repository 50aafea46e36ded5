"""The types of documents about how a case was decided: by somebody, or by silence."""

from liandong.domain.documents.document_type import APPLIED, LAW, MATTER_ROWS, DocumentType
from liandong.domain.documents.facts import Fact
from liandong.domain.documents.kinds import DocumentKind

DECISIONS: tuple[DocumentType, ...] = (
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
        kind=DocumentKind.SILENT_RENEWAL,
        title="视为准予延续通知书",
        series="续",
        triggers=("case.renewed_by_silence",),
        act="视为准予延续",
        basis=(f"{LAW}第四十四条、第五十条",),
        body=(
            APPLIED + "，请求延续编号为“{licence}”的行政许可的有效期。该许可有效期于{expires_on}届满，届满前本机关"
            "未作出是否准予延续的决定，依法自{decided_on}起视为准予延续。",
            "本机关自{decided_on}起十个工作日内向你（单位）颁发、送达延续后的行政许可证件。",
        ),
        rows=(*MATTER_ROWS, Fact.APPLICANT, Fact.ID_NUMBER, Fact.LICENCE, Fact.EXPIRES_ON, Fact.DECIDED_ON),
        needs=(Fact.APPLICANT, Fact.LICENCE, Fact.EXPIRES_ON, Fact.DECIDED_ON),
    ),
    DocumentType(
        kind=DocumentKind.SILENT_AGREEMENT,
        title="视为同意通知书",
        series="默",
        triggers=("case.agreed_by_silence",),
        act="视为同意",
        basis=(),
        body=(
            APPLIED + "，本机关未在时限内答复，依据{silence_basis}，自{decided_on}起视为同意。",
            "承诺办结日为{promised_due}。",
        ),
        rows=(*MATTER_ROWS, Fact.APPLICANT, Fact.ID_NUMBER, Fact.PROMISED_DUE, Fact.DECIDED_ON),
        needs=(Fact.APPLICANT, Fact.SILENCE_BASIS, Fact.DECIDED_ON),
    ),
)
"""In the order of the kinds."""
