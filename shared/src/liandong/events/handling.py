"""How an item is handled beyond its steps: fees, results, and the switches that the law leaves to the item."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeDefinition:
    """收费项目: a fee and the basis that allows it (行政许可法 58、59).

    `amount` is in fen, or `standard` says how it is reckoned.
    """

    code: str
    name: str
    basis: str
    amount: int | None = None
    standard: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OutputDefinition:
    """办理结果: what the decision yields; other items take it over and do not ask for it again."""

    code: str
    name: str


class LimitUnit(StrEnum):
    """What a limit is counted in (D.4.10); hours run from the minute on, days and half days from the next one on."""

    WORKING_DAY = "working_day"  # 工作日
    HALF_DAY = "half_day"  # 半个工作日
    CALENDAR_DAY = "calendar_day"  # 自然日
    WORKING_HOUR = "working_hour"  # 工作小时
    NATURAL_HOUR = "natural_hour"  # 自然小时


class OnlineLevel(StrEnum):
    """网办深度: how far the applicant comes without the window."""

    WINDOW = "window"  # 窗口办理
    CONSULT = "consult"  # 网上咨询
    PRE_REVIEW = "pre_review"  # 网上预审
    APPLY = "apply"  # 网上申请
    FULL = "full"  # 全程网办


class Retention(StrEnum):
    """保管期限 of the file (机关文件材料归档范围和文书档案保管期限规定)."""

    PERMANENT = "permanent"  # 永久
    THIRTY_YEARS = "thirty_years"  # 30年
    TEN_YEARS = "ten_years"  # 10年


class Concern(StrEnum):
    """What an item touches beyond its applicant: where it does, silence never counts as agreement (D.5.10)."""

    SAFETY = "safety"  # 公共安全
    ENVIRONMENT = "environment"  # 生态环境
    THIRD_PARTIES = "third_parties"  # 他人重大利益（行政许可法 47）
