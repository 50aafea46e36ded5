"""`liandong demo run`: the story is told to its end, of what really happened, and leaves nothing running."""

import re
from collections import Counter

from tests.journeys.demo.conftest import Told

LIGHT = re.compile(r"灯  (\S+) +(\S+) (\S+) +([0-9]+-J?[0-9]{6}-[0-9]+[A-Z]) +(\S+)")


def lights_of(told: Told, unit: str) -> list[str]:
    """The words of the changes of lights of the first matter of a unit, in order."""
    changes = [found for line in told.printed.splitlines() if (found := LIGHT.search(line))]
    first = next(found[4] for found in changes if found[1] == unit)
    return [found[3] for found in changes if found[4] == first]


def marks(told: Told) -> Counter[str]:
    return Counter(found for line in told.printed.splitlines() for found in re.findall(r"^.{11}  ([办闻灯])  ", line))


def test_it_ends_well_and_says_so(told: Told) -> None:
    assert told.status == 0, told.printed[-3000:] + told.complained
    assert "  违背不变量：0\n" in told.printed
    counted = marks(told)
    summary = f"办事{counted['办']}件次，监察听到{counted['闻']}条，亮灯变化{counted['灯']}次，变红1件"
    assert summary in told.printed
    assert counted["办"] > 60
    assert counted["闻"] > counted["办"]


def test_people_of_every_tier_act(told: Told) -> None:
    acting = set(re.findall(r"^[-0-9]{5} [:0-9]{5}  办  (\S+)", told.printed, re.MULTILINE))
    assert acting == {
        "西安市政务服务中心",
        "莲湖区政务服务中心",
        "未央区政务服务中心",
        "雁塔区政务服务中心",
        "西安高新区政务服务中心",
        "电子城街道便民服务中心",
        "长延堡街道便民服务中心",
        "枣园街道便民服务中心",
    }


def test_the_share_that_is_left_lying_turns_yellow_then_red_and_ends_late(told: Told) -> None:
    assert lights_of(told, "西安高新区政务服务中心") == ["正常", "预警", "超时", "超期办结"]
    assert "监察发现 V-PROMISE" in told.printed


def test_what_was_asked_to_be_completed_pauses(told: Told) -> None:
    assert lights_of(told, "未央区政务服务中心") == ["正常", "暂停", "正常", "按期办结"]


def test_everything_handed_out_together_is_closed(told: Told) -> None:
    closed = re.findall(r"看  \S+ +\S+ +办结 (. \S+) ", told.printed)
    assert Counter(closed) == {"✓ 按期办结": 6, "✗ 超期办结": 1}


def test_nothing_is_left_running(told: Told) -> None:
    assert told.left == []
