"""What is at work 在办 is the same for the figures, the cells, the summary and the lists behind them."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from itertools import product

from e_supervision.board.lags import Lags
from e_supervision.board.snapshot import take
from e_supervision.timeline import FINAL, Standing
from liandong.domain.worktime.light import Light
from liandong.infrastructure.database import Pool
from liandong.terms.codes import ItemCode
from tests.city import City
from tests.integration.supervision.conftest import Post, item
from tests.integration.supervision.test_rest import ask, city, post
from tests.story import ENTRY, Story, on

__all__ = ["city", "post"]

RUNNING = {Light.RED, Light.YELLOW, Light.GREEN, Light.PAUSED}
A_MATTER = """
insert into timeline (unit, stream, sequence, state, standing, light, due, clocks, last_at, updated_at)
values ('610113', $1, 1, '', $2, $3, '2199-12-31', '[]', now(), now())
"""


async def everything_applied(post: Post) -> None:
    while "pending" in await post.statuses():
        await asyncio.sleep(0.02)


async def matters(pool: Pool, column: str) -> set[tuple[str, str]]:
    rows = await pool.fetch(f"select standing, light from timeline where {column}")
    return {(row["standing"], row["light"]) for row in rows}


async def test_the_table_knows_what_is_final_and_what_is_at_work(bare_post: Post) -> None:
    pool = bare_post.pool
    own = {light for light in Light if light is not Light.GREY}  # which no matter is of itself
    for standing, light in product(Standing, own):
        await pool.execute(A_MATTER, f"case:{standing}-{light}", standing, light)

    assert await matters(pool, "not open") == set(product(FINAL, own))
    assert await matters(pool, "at_work") == {
        *product(Standing, RUNNING),
        *((standing, Light.AWAITING_EDITION) for standing in set(Standing) - FINAL),
    }


async def test_the_wall_and_the_list_it_links_to_have_the_same_matters(city: City, post: Post) -> None:
    day = on("10-13")
    archived = Story(stream="case:610113-a").received(day).accepted(day).decided(day).delivered(day).closed(day)
    withdrawn = Story(stream="case:610113-w").received(day).accepted(day).withdrawn(day)
    delivered = Story(stream="case:610113-d").received(day).accepted(day).decided(day).delivered(day)
    for story in (archived.archived(day + timedelta(days=1)), withdrawn, delivered):
        await post.hear(story.said)
    await everything_applied(post)

    figures = (await take(city.services["supervision"].desk, Lags())).figures
    _, page = await ask(city, "lights", at_work="true")
    _, wall = await ask(city, "lights/summary")
    _, opened = await ask(city, "lights", open="true")

    at_work = ["610113-late", "610113-soon", "610113-early"]
    assert [each["number"] for each in page["items"]] == at_work
    assert figures.at_work == sum(sum(row["lights"].values()) for row in wall["counts"]) == len(at_work)
    assert [each["number"] for each in opened["items"]] == [*at_work, "610113-d"]


async def test_a_silence_that_does_not_hold_stays_on_the_wall_when_its_unit_closes_the_file(
    city: City, post: Post
) -> None:
    day, today = on("09-21"), on("10-15")
    wrong = Story(stream="case:610113-wrong").received(day).accepted(day).agreed(today, due=on("10-12"))
    await post.hear(wrong.delivered(today).closed(today).archived(today).said)
    await everything_applied(post)

    figures = (await take(city.services["supervision"].desk, Lags())).figures
    _, page = await ask(city, "lights", at_work="true", light="red")

    assert (figures.closed, figures.red) == (0, 2)
    assert {(each["number"], each["standing"]) for each in page["items"]} == {
        ("610113-late", "in_review"),
        ("610113-wrong", "archived"),
    }


async def test_a_silence_that_holds_is_a_closing_of_the_day_it_was_said(city: City, post: Post) -> None:
    entry = replace(ENTRY, item=ItemCode("610000-0102"), silence=True, silence_basis="某规定 3")
    await post.publish(item(entry))
    story = Story(stream="case:610113-s", entry=entry).received(on("09-21")).accepted(on("09-21"))
    await post.hear(story.step_started(on("09-22"), "review").agreed(on("10-15"), due=on("10-12")).said)
    await everything_applied(post)

    shown = await take(city.services["supervision"].desk, Lags())

    assert (shown.figures.closed, shown.figures.at_work) == (1, 4)
