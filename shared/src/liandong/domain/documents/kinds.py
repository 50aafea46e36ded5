"""What types of documents there are, in the order of a case's life, and what one can list."""

from enum import StrEnum


class DocumentKind(StrEnum):
    """文书种类: those that belong to a single case or joint approval."""

    RECEIPT = "receipt"  # 收件凭证
    SUPPLEMENT_RECEIPT = "supplement_receipt"  # 补正材料收件凭证
    CORRECTION_NOTICE = "correction_notice"  # 一次性告知书
    ACCEPTANCE_NOTICE = "acceptance_notice"  # 受理通知书
    NON_ACCEPTANCE_NOTICE = "non_acceptance_notice"  # 不予受理通知书
    RETURN_NOTICE = "return_notice"  # 退件通知书
    SPECIAL_PROCEDURE_NOTICE = "special_procedure_notice"  # 特别程序告知书
    HEARING_RIGHT_NOTICE = "hearing_right_notice"  # 听证权利告知书
    HEARING_NOTICE = "hearing_notice"  # 听证通知书
    EXTENSION_NOTICE = "extension_notice"  # 延长审批期限通知书
    LINK_NOTICE = "link_notice"  # 联审通知单
    APPROVAL_DECISION = "approval_decision"  # 准予行政许可决定书
    REJECTION_DECISION = "rejection_decision"  # 不予行政许可决定书
    SILENT_RENEWAL = "silent_renewal"  # 视为准予延续通知书
    SILENT_AGREEMENT = "silent_agreement"  # 视为同意通知书
    DELIVERY_RECORD = "delivery_record"  # 送达回证
    WITHDRAWAL_NOTICE = "withdrawal_notice"  # 撤回申请通知书
    TERMINATION_NOTICE = "termination_notice"  # 终止办理通知书


class Listing(StrEnum):
    """What a document lists in a table."""

    HANDED_IN = "handed_in"  # 收到的材料
    MISSING = "missing"  # 需要补正的材料
    SHARES = "shares"  # 联办分件
