"""The story as it is printed: who did what where, what supervision heard of it, which light changed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final
from unicodedata import east_asian_width

from liandong.cli.demo.story.names import Names
from liandong.cli.demo.story.words import CLOCKS, COUNTED, LIGHTS
from liandong.cli.verdict import Verdict
from liandong.events.kind_names import KIND_NAMES
from liandong.terms.legal_time import LEGAL_ZONE

TIME_WIDTH: Final = 11
UNIT_WIDTH: Final = 24
WHO_WIDTH: Final = 14
NUMBER_WIDTH: Final = 24
URGENT: Final = ("yellow", "red", "finished_late")


def at_once(line: str) -> None:
    """Also into a pipe: who watches sees each act when it is done."""
    print(line, flush=True)


@dataclass(slots=True)
class Script:
    """Prints aligned lines and counts them."""

    names: Names
    say: Callable[[str], None] = at_once
    acts: int = 0
    events: int = 0
    changes: int = 0
    reddened: set[str] = field(default_factory=set)

    def scene(self, title: str, what: str) -> None:
        self.say(f"\n── {title} ──  {what}")

    def act(self, at: datetime, unit: str, post: str, what: str, came: str) -> None:
        """Somebody did something, and what the answer said of it."""
        self.acts += 1
        self._line(_clock(at), "办", self.names.unit(unit), post, f"{what} → {came}")

    def note(self, at: datetime, unit: str, what: str) -> None:
        """Something somebody looks at, from an answer."""
        self._line(_clock(at), "看", self.names.unit(unit), "", what)

    def passed(self, at: datetime) -> None:
        """Time has gone by for everybody."""
        self.say(f"{_clock(at)}  ⋯")

    def heard(self, entry: dict[str, Any]) -> None:
        """An entry of supervision's ledger."""
        self.events += 1
        self.names.learn(entry)
        number = entry["stream"].partition(":")[2]
        detail = self.names.detail(entry)
        self._line(
            "",
            "闻",
            self.names.unit(entry["unit"]),
            KIND_NAMES[entry["kind"]],
            f"{wide(number, NUMBER_WIDTH)} {detail}",
        )

    def light(self, change: dict[str, Any]) -> None:
        """A change of lights; of several clocks of one matter, those that are urgent are named."""
        if not is_worth_telling(change):
            return
        self.changes += 1
        if change["stream"] is None:
            light = LIGHTS[change["light"]] if change["light"] else "恢复"
            self._line("", "灯", self.names.unit(change["unit"]), light, "整个单位")
            return
        number = change["stream"].partition(":")[2]
        if change["light"] == "red":
            self.reddened.add(number)
        was = f"原为{LIGHTS[change['was']]}" if change["was"] else "新亮"
        due = "、".join(_due(clock) for clock in telling_clocks(change))
        rest = f"{wide(number, NUMBER_WIDTH)} {was}{'；' if due else ''}{due}"
        self._line("", "灯", self.names.unit(change["unit"]), LIGHTS[change["light"]], rest)

    def closed(self, at: datetime, case: dict[str, Any], light: str) -> None:
        """A file that is closed, and the light it keeps."""
        what = f"{wide(case['id'], NUMBER_WIDTH)} {case['status_name']} {LIGHTS[light]} {case['item_name']}"
        self._line(_clock(at), "看", self.names.unit(case["unit"]), "", what)

    def verdict(self, verdict: Verdict) -> None:
        """What the check found, and how much was played, heard and seen."""
        for unit, head in sorted(verdict.heads.items()):
            self.say(
                f"  {wide(self.names.unit(unit), UNIT_WIDTH)}{unit:<11}日志{head['seq']:>5}条  链头 {head['hash'][:16]}"
            )
        for violation in verdict.violations:
            self.say(f"  ✗ {violation['invariant']} {violation['subject']}：{violation['detail']}")
        looked_at = "、".join(f"{COUNTED.get(name, name)}{count}" for name, count in verdict.counts.items())
        self.say(f"  核对了：{looked_at}")
        self.say(
            f"  办事{self.acts}件次，监察听到{self.events}条，亮灯变化{self.changes}次，变红{len(self.reddened)}件"
        )
        self.say(f"  违背不变量：{len(verdict.violations)}")

    def _line(self, time: str, mark: str, unit: str, who: str, rest: str) -> None:
        line = f"{time:<{TIME_WIDTH}}  {mark}  {wide(unit, UNIT_WIDTH)}{wide(who, WHO_WIDTH)}{rest}"
        self.say(line.rstrip())


def is_worth_telling(change: dict[str, Any]) -> bool:
    """A change that is seen on the wall: of a whole light, or of one clock to something urgent."""
    return bool(change["was"] != change["light"] or any(clock["light"] in URGENT for clock in change["clocks"]))


def telling_clocks(change: dict[str, Any]) -> Sequence[dict[str, Any]]:
    """Of the clocks that changed, those that explain the light."""
    urgent = [clock for clock in change["clocks"] if clock["light"] in URGENT]
    return urgent or [clock for clock in change["clocks"] if clock["light"] == change["light"]]


def _due(clock: dict[str, Any]) -> str:
    return f"{CLOCKS[clock['clock']]}时限{clock['due'][5:]}到期"


def _clock(at: datetime) -> str:
    return f"{at.astimezone(LEGAL_ZONE):%m-%d %H:%M}"


def wide(text: str, width: int) -> str:
    """The text filled up to so many columns; a Chinese character takes two."""
    taken = sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)
    return text + " " * max(1, width - taken)
