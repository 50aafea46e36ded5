"""办件类型: the kind of a case, as the catalogue says it and the window's powers hang on it (D.1)."""

from enum import StrEnum


class CaseKind(StrEnum):
    INSTANT = "instant"  # 即办件
    PROMISED = "promised"  # 承诺件
    LINKED = "linked"  # 联办件
    ESCALATED = "escalated"  # 报批件
