"""What is wrong with a field, in words an applicant's clerk understands."""

from collections.abc import Mapping
from typing import Any

SENTENCES: Mapping[str, str] = {
    "missing": "此项必填",
    "extra_forbidden": "没有此项，请删除",
    "string_type": "须为文字",
    "string_too_short": "至少 {min_length} 个字",
    "string_too_long": "至多 {max_length} 个字",
    "string_pattern_mismatch": "写法不符合要求",
    "int_type": "须为整数",
    "int_parsing": "须为整数",
    "int_parsing_size": "数值过大",
    "int_from_float": "须为整数",
    "bool_type": "须为是或否",
    "bool_parsing": "须为是或否",
    "greater_than_equal": "不得小于 {ge}",
    "less_than_equal": "不得大于 {le}",
    "enum": "须为下列之一：{expected}",
    "literal_error": "须为下列之一：{expected}",
    "too_short": "至少 {min_length} 项",
    "too_long": "至多 {max_length} 项",
    "list_type": "须为列表",
    "tuple_type": "须为列表",
    "dict_type": "须为对象",
    "model_type": "须为对象",
    "model_attributes_type": "须为对象",
    "date_from_datetime_parsing": "日期须写作 年-月-日，如 2026-11-02",
    "date_parsing": "日期须写作 年-月-日，如 2026-11-02",
    "datetime_parsing": "时间写法不对，如 2026-11-02T09:30:00+08:00",
    "timezone_aware": "时间须带时区，如 +08:00",
    "string_unicode": "含有不能保存的字符",
}


def sentence_of(error: Mapping[str, Any]) -> str:
    """The sentence for one error of pydantic; never repeats what was sent."""
    sentence = SENTENCES.get(error["type"])
    if sentence is None:
        # our own validators speak Chinese already; anything else is told in general
        return str(error["msg"]) if not str(error["msg"]).isascii() else "内容不符合要求"
    return sentence.format_map(error.get("ctx") or {})
