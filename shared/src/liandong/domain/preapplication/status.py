"""Where an application being prepared may stand, and what may be done next there (D.2, rows draft and pre_review)."""

from collections.abc import Mapping
from enum import StrEnum


class PreStatus(StrEnum):
    """状态."""

    DRAFT = "draft"
    PRE_REVIEW = "pre_review"
    SUBMITTED = "submitted"


class PreVerb(StrEnum):
    """What can be done with it."""

    WRITE = "write"
    CHANGE = "change"
    ASK_PREREVIEW = "ask_prereview"
    PREREVIEW = "prereview"
    SUBMIT = "submit"
    DISCARD = "discard"


ALLOWED: Mapping[PreStatus | None, frozenset[PreVerb]] = {
    None: frozenset({PreVerb.WRITE}),
    PreStatus.DRAFT: frozenset({PreVerb.CHANGE, PreVerb.ASK_PREREVIEW, PreVerb.SUBMIT, PreVerb.DISCARD}),
    PreStatus.PRE_REVIEW: frozenset({PreVerb.CHANGE, PreVerb.PREREVIEW, PreVerb.SUBMIT, PreVerb.DISCARD}),
    PreStatus.SUBMITTED: frozenset(),
}
"""What may be done next; None: before it is there. Nobody has to wait for a pre-review: he may apply at any time."""

FINAL: frozenset[PreStatus] = frozenset({PreStatus.SUBMITTED})

STATUS_NAMES: Mapping[PreStatus, str] = {
    PreStatus.DRAFT: "草稿",
    PreStatus.PRE_REVIEW: "预审中",
    PreStatus.SUBMITTED: "已提交",
}
VERB_NAMES: Mapping[PreVerb, str] = {
    PreVerb.WRITE: "填写预申报",
    PreVerb.CHANGE: "修改",
    PreVerb.ASK_PREREVIEW: "申请预审",
    PreVerb.PREREVIEW: "答复预审",
    PreVerb.SUBMIT: "正式提交",
    PreVerb.DISCARD: "放弃",
}
