"""A request that no machine acknowledges within a working day alarms the asking unit's operators, once."""

import os
import signal
from datetime import timedelta

from liandong.cli.clock import file_of
from liandong.infrastructure.clock import read_offset, write_offset
from liandong.terms.roles import Role
from tests.faults.client import Client
from tests.faults.journals import converged, judge, read_journals, verified
from tests.faults.stack import RunningStack
from tests.faults.waiting import until
from tests.faults.work import CITY, HANDLERS, finish_joint, open_joint

HALL, SUPERVISION = "610113004", "610100900"
PAST_ANY_HOLIDAY = timedelta(days=12)


async def test_an_unheard_request_alarms_and_is_acknowledged_when_the_asked_unit_is_back(
    stack: RunningStack, client: Client
) -> None:
    await client.log_in(CITY, Role.LEAD, Role.OPERATOR)
    await client.log_in(HALL, *HANDLERS)
    await client.log_in(SUPERVISION, Role.SUPERVISOR)
    before = (await read_journals(stack)).heads
    asked = stack.signal("township-hall", signal.SIGSTOP)
    try:
        joint = await open_joint(client, [("CG-004", HALL)])
        link = joint["shares"][0]["link"]
        clock = file_of(stack.state)
        write_offset(clock, read_offset(clock) + PAST_ANY_HOLIDAY)
        alarm = await until(lambda: _alarm(client, link), within=15)
        assert (alarm["to"], alarm["master"], alarm["arrived"]) == (HALL, joint["id"], False)
        seen = await until(lambda: _noted_by_supervision(client, joint["id"]), within=15)
        assert (seen["link"], seen["acknowledged_on"]) == (link, None)
    finally:
        os.kill(asked, signal.SIGCONT)
    await finish_joint(client, joint)
    alarm = await until(lambda: _alarm(client, link), within=1)
    assert alarm["arrived"] is True
    await converged(stack, within=30)
    journals = await read_journals(stack, before)
    assert journals.per_link("link.unacknowledged") == {link: 1}
    assert judge(client, journals).wrong == []
    await verified(stack)


async def _alarm(client: Client, link: str) -> dict[str, object] | None:
    alarms = (await client.find(CITY, Role.OPERATOR, "alarms"))["items"]
    return next((alarm for alarm in alarms if alarm["link"] == link), None)


async def _noted_by_supervision(client: Client, joint: str) -> dict[str, object] | None:
    timeline = await client.find(SUPERVISION, Role.SUPERVISOR, f"/v1/cases/{joint}")
    links = [] if timeline is None else timeline["links"]
    return next((link for link in links if link["unacknowledged_on"] is not None), None)
