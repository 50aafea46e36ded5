"""The story has a word for everything it may have to print, and its columns stand under each other."""

from datetime import datetime
from typing import Any
from unicodedata import east_asian_width

from e_supervision.clocks import Clock
from liandong.cli.demo.story.names import Names
from liandong.cli.demo.story.script import Script, is_worth_telling, wide
from liandong.cli.demo.story.words import CLOCKS, LIGHTS, OUTCOMES
from liandong.domain.worktime.light import Light
from liandong.events.all_events import ALL_EVENTS
from liandong.events.case import Outcome
from liandong.events.kind_names import KIND_NAMES
from liandong.terms.legal_time import LEGAL_ZONE

NINE = datetime(2026, 11, 24, 9, tzinfo=LEGAL_ZONE)
STEPS = [{"code": "review", "name": "书面审查"}]
NAMES = Names(units={"610113": "雁塔区政务服务中心"}, items={"CG-004": {"name": "临时堆放审批", "steps": STEPS}})


def entry(sequence: int, kind: str, **facts: Any) -> dict[str, Any]:
    stream = "case:610113-261124-00001"
    return {"unit": "610113", "stream": stream, "sequence": sequence, "kind": kind, "dest": None, "facts": facts}


def change(light: str, was: str | None, *clocks: dict[str, Any]) -> dict[str, Any]:
    return {"unit": "610113", "stream": "case:610113-261124-00001", "light": light, "was": was, "clocks": clocks}


def printed() -> tuple[Script, list[str]]:
    lines: list[str] = []
    return Script(NAMES, lines.append), lines


def columns(text: str) -> int:
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)


def test_everything_that_may_be_heard_or_shown_has_a_word() -> None:
    assert set(KIND_NAMES) == {event.KIND for event in ALL_EVENTS}
    assert set(LIGHTS) == set(Light)
    assert set(CLOCKS) == set(Clock)
    assert set(OUTCOMES) == set(Outcome)


def test_a_chinese_character_takes_two_columns() -> None:
    assert wide("窗口", 6) == "窗口  "
    assert wide("ab", 6) == "ab    "
    assert wide("窗口甲乙", 6) == "窗口甲乙 "


def test_act_event_and_light_stand_under_each_other() -> None:
    script, lines = printed()
    script.act(NINE, "610113", "综合窗口甲", "收件", "610113-261124-00001 已收件")
    script.heard(entry(1, "case.received", entry={"item": "CG-004"}))
    script.heard(entry(2, "case.step_started", step="review"))
    script.light(change("red", "yellow", {"clock": "promised", "light": "red", "due": "2026-12-01"}))
    assert lines == [
        "11-24 09:00  办  雁塔区政务服务中心      综合窗口甲    收件 → 610113-261124-00001 已收件",
        "             闻  雁塔区政务服务中心      收件          610113-261124-00001      临时堆放审批",
        "             闻  雁塔区政务服务中心      环节开始      610113-261124-00001      书面审查",
        "             灯  雁塔区政务服务中心      ■ 超时        610113-261124-00001      原为▲ 预警；承诺时限12-01到期",
    ]
    assert {columns(line[: line.index("610113-")]) for line in lines[1:]} == {55}
    assert (script.acts, script.events, script.changes, script.reddened) == (1, 2, 1, {"610113-261124-00001"})


def test_a_clock_that_turns_red_is_told_though_the_light_was_red_before() -> None:
    red = {"clock": "statutory", "light": "red", "due": "2026-12-01"}
    green = {"clock": "promised", "light": "green", "due": "2026-12-01"}
    assert is_worth_telling(change("red", "red", red))
    assert not is_worth_telling(change("green", "green", green))


def test_a_silent_unit_is_told_as_a_whole() -> None:
    script, lines = printed()
    script.light({"unit": "610113", "stream": None, "light": "grey", "was": None, "clocks": []})
    script.light({"unit": "610113", "stream": None, "light": None, "was": "grey", "clocks": []})
    assert [line.split()[2:] for line in lines] == [["○", "失联", "整个单位"], ["恢复", "整个单位"]]
