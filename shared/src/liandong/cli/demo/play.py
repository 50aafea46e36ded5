"""Plays the demo on a running stack, checks everything afterwards, and says what was seen."""

from contextlib import AsyncExitStack

from liandong.cli.demo.story.handed_up import handed_up
from liandong.cli.demo.story.linked import accept_jointly, decide_late_and_dispatch, handle_shares, wait_until_red
from liandong.cli.demo.story.single import at_the_village_point, told_once
from liandong.cli.demo.story.stage import open_stage
from liandong.cli.stack.state import State
from liandong.cli.verify import Verdict, verify


async def play(state: State) -> Verdict:
    """The whole story. Raises ProblemAnswered, StoryBroken, ClockRefused."""
    async with AsyncExitStack() as stack:
        stage = await open_stage(state, stack)
        joint = await accept_jointly(stage)
        await handle_shares(stage, joint)
        await told_once(stage)
        await at_the_village_point(stage)
        await handed_up(stage)
        await wait_until_red(stage, joint)
        await decide_late_and_dispatch(stage, joint)
        stage.scene("核验：各单位的链、经过与电子监察所闻逐一对照")
        verdict = await verify(state)
        for unit, head in sorted(verdict.heads.items()):
            print(f"  {stage.name_of(unit)} {unit}：{head['seq']} 条，链头 {head['hash'][:16]}")
        witness = stage.witness
        print(f"  做了 {stage.acts} 件事，电子监察听到 {witness.events} 条事件，亮灯变化 {witness.changes} 次")
        for violation in verdict.violations:
            print(f"  ✗ {violation['invariant']} {violation['subject']}：{violation['detail']}")
        print(f"  违背不变量：{len(verdict.violations)}")
        return verdict
