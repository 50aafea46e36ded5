"""Plays the demo's story on a running stack, checks everything afterwards, and says what was seen."""

from contextlib import AsyncExitStack
from time import monotonic

from liandong.cli.demo.story.handed_up import answered_down, handed_up
from liandong.cli.demo.story.joint_acceptance import joint_acceptance
from liandong.cli.demo.story.late_share import late_share
from liandong.cli.demo.story.shares_in_time import shares_in_time
from liandong.cli.demo.story.time_moves import accepted_and_asked, extended_and_explained, tested
from liandong.cli.demo.story.told_once import supplemented, told_once
from liandong.cli.demo.story.town import Town, open_town
from liandong.cli.demo.story.unified_dispatch import unified_dispatch
from liandong.cli.demo.story.village_point import village_point
from liandong.cli.stack.state import State
from liandong.cli.verdict import Verdict
from liandong.cli.verify import verify


async def play(state: State) -> Verdict:
    """The whole story. Raises ProblemAnswered, StoryBroken, NotAtRest, CannotVerify."""
    began = monotonic()
    async with AsyncExitStack() as stack:
        town = await open_town(state, stack)
        await _week(town)
        town.script.scene("核验", "重算每个单位的日志链、每件的经过和每一盏灯，与电子监察所闻逐一对照")
        verdict = await verify(state)
        town.script.verdict(verdict)
        town.script.say(f"\n一周的故事用了{monotonic() - began:.0f}秒")
    return verdict


async def _week(town: Town) -> None:
    await town.next_morning()
    joint = await joint_acceptance(town)
    await town.until(10, 30)
    await village_point(town)
    await town.until(14, 30)
    case = await told_once(town)
    moved = await accepted_and_asked(town)
    await town.next_morning()
    await supplemented(town, case)
    moved = await tested(town, moved)
    await town.until(10, 30)
    late = await shares_in_time(town, joint)
    await town.until(15)
    case = await handed_up(town)
    await town.next_morning()
    await answered_down(town, case)
    await late_share(town, late)
    await extended_and_explained(town, moved)
    await town.until(10)
    await unified_dispatch(town, joint, late)
