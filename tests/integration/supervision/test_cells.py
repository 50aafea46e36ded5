"""A cell of the wall leads to exactly the matters it counts, however many units and departments it sums up."""

from dataclasses import replace

from e_supervision.board.lags import Lags
from e_supervision.board.snapshot import take
from e_supervision.pages.addresses import list_behind
from liandong.terms.codes import Tier, UnitCode
from liandong.terms.roles import Role
from tests.city import City
from tests.integration.supervision.conftest import Post, registered
from tests.integration.supervision.test_rest import WATCH, city, post
from tests.story import on

__all__ = ["city", "post"]

HALLS = [f"6101130{n:02}" for n in range(14)]
ELSEWHERE = "610171007"
"""A hall whose code is not that of the district it belongs to."""
MATTERS = """
insert into timeline (unit, stream, sequence, state, department, standing, light, due, clocks, last_at, updated_at)
select unit, 'case:' || unit || '-' || n, 1, state, case when n < 20 then '部门' || n end, 'in_review', 'green',
       '2199-12-31', '[]', now(), now()
from unnest($1::text[]) as unit, generate_series(1, 20) as n, (select state from timeline limit 1) as told
"""


async def test_every_cell_leads_to_as_many_matters_as_it_counts(city: City, post: Post) -> None:
    desk, client = city.services["supervision"].desk, city.services["supervision"].client
    districts = [replace(registered(unit, Tier.DISTRICT), parent=UnitCode("610100")) for unit in ("610113", "610171")]
    halls = [replace(registered(unit, Tier.TOWNSHIP), parent=UnitCode("610113")) for unit in (*HALLS, ELSEWHERE)]
    for unit in (*districts, *halls):
        await post.publish_unit(unit, on("09-01"))
    await desk.pool.execute(MATTERS, [unit.unit for unit in (*districts, *halls)])
    session = city.token(Role.SUPERVISOR, WATCH)

    async def listed(address: str) -> int:
        found, address = 0, address.replace("/wall/matters?", "/v1/lights?at_work=true&limit=200&")
        address = address.replace("department=-", "department_unknown=true")
        answer = await client.get(address, headers={"Authorization": f"Bearer {session}"})
        assert answer.status_code == 200, answer.text
        found += len(answer.json()["items"])
        assert answer.json()["next"] is None
        return found

    shown = (await take(desk, Lags())).matrix

    assert [len(column.places) for column in shown.columns] == [1, 15, 1]
    assert shown.lines[-1].is_rest
    assert None in {name for line in shown.lines for name in line.departments}
    for line in (shown.lines[0], shown.lines[-2], shown.lines[-1]):
        for column, cell in zip(shown.columns, line.cells, strict=True):
            assert await listed(list_behind(column, line)) == cell.matters, (column, line)
    page = await client.get(
        list_behind(shown.columns[1], shown.lines[-1]), headers={"Cookie": f"__Host-liandong-e-supervision={session}"}
    )
    assert page.status_code == 200
    assert page.text.count("<tr><td>") == min(50, shown.lines[-1].cells[1].matters)
    assert page.text.count(" selected") == len(HALLS) + 1 + len(shown.lines[-1].departments)
