"""The embedded bus: each service says only its own units' words and reads only its own consumers."""

import asyncio
import json
from typing import Any

import nats
import pytest
from nats.aio.client import Client

from liandong.infrastructure.bus.provision import provision


async def info(admin: Client, call: str) -> dict[str, Any]:
    reply: dict[str, Any] = json.loads((await admin.request(f"$JS.API.{call}", b"", timeout=5)).data)
    return reply


async def connect(bus: Any, user: str, refusals: list[str]) -> Client:
    async def refused(error: Exception) -> None:
        refusals.append(str(error))

    seed = bus.seed_file(user).read_text()
    return await nats.connect(bus.url, nkeys_seed_str=seed, inbox_prefix=f"_INBOX.{user}", error_cb=refused)


async def test_streams_and_durables_stand_as_designed(bus: Any) -> None:
    admin = await bus.connect()
    messages = (await info(admin, "STREAM.INFO.LD_MSG"))["config"]
    assert messages["subjects"] == ["ld.*.*.to.>"]
    assert messages["retention"] == "limits"
    assert messages["max_age"] == 30 * 86_400 * 1_000_000_000
    assert messages["deny_delete"]
    assert messages["deny_purge"]
    assert messages["allow_atomic"]
    assert (await info(admin, "STREAM.INFO.LD_PUB"))["config"]["max_age"] == 0
    control = (await info(admin, "STREAM.INFO.LD_CTL"))["config"]
    assert (control["storage"], control["max_age"]) == ("memory", 300 * 1_000_000_000)
    inbox = (await info(admin, "CONSUMER.INFO.LD_MSG.to-610113004"))["config"]
    assert inbox["filter_subject"] == "ld.*.*.to.610113004.>"
    assert inbox["ack_policy"] == "explicit"
    assert (await info(admin, "CONSUMER.INFO.LD_EVT.evt-supervision"))["config"]["ack_wait"] == 10_000_000_000
    await admin.close()


async def test_provisioning_changes_nothing_the_second_time_and_heals_what_is_missing(bus: Any) -> None:
    admin = await bus.connect()
    assert await provision(admin, bus.plan.durables) == []
    await admin.request("$JS.API.STREAM.DELETE.LD_MSG", b"", timeout=5)
    healed = await provision(admin, bus.plan.durables)
    assert "LD_MSG" in healed
    assert "to-610113004" in healed
    assert "LD_EVT" not in healed
    await admin.request("$JS.API.CONSUMER.DELETE.LD_PUB.pub-city", b"", timeout=5)
    assert await provision(admin, bus.plan.durables) == ["pub-city"]
    await admin.close()


async def test_provisioning_brings_a_changed_stream_back_into_line(bus: Any) -> None:
    admin = await bus.connect()
    config = (await info(admin, "STREAM.INFO.LD_EVT"))["config"]
    config["duplicate_window"] = 5_000_000_000
    await admin.request("$JS.API.STREAM.UPDATE.LD_EVT", json.dumps(config).encode(), timeout=5)
    assert await provision(admin, bus.plan.durables) == ["LD_EVT"]
    assert (await info(admin, "STREAM.INFO.LD_EVT"))["config"]["duplicate_window"] == 120_000_000_000
    await admin.close()


async def test_a_service_publishes_pulls_and_acknowledges_what_is_its_own(bus: Any) -> None:
    refusals: list[str] = []
    city = await connect(bus, "city", refusals)
    district = await connect(bus, "district", refusals)
    stored = await city.request("ld.610100.610100.to.610113.link.opened", b"{}", timeout=5)
    assert json.loads(stored.data)["stream"] == "LD_MSG"
    inbox = await district.subscribe("_INBOX.district.pull")
    ask = json.dumps({"batch": 1, "expires": 2_000_000_000}).encode()
    await district.publish("$JS.API.CONSUMER.MSG.NEXT.LD_MSG.to-610113", ask, reply="_INBOX.district.pull")
    message = await inbox.next_msg(timeout=3)
    assert message.subject == "ld.610100.610100.to.610113.link.opened"
    await district.publish(message.reply, b"+ACK")
    async with asyncio.timeout(5):  # the server takes acknowledgements in after it has answered
        while (told := await info(district, "CONSUMER.INFO.LD_MSG.to-610113"))["num_ack_pending"]:
            await asyncio.sleep(0.02)
    assert told["ack_floor"]["stream_seq"] == 1
    assert refusals == []
    await city.close()
    await district.close()


@pytest.mark.parametrize(
    "subject",
    [
        "ld.610100.610100.evt.case.accepted",
        "ld.610113.610113004.evt.case.accepted",
        "$JS.API.CONSUMER.MSG.NEXT.LD_MSG.to-610100",
        "$JS.API.CONSUMER.MSG.NEXT.LD_EVT.evt-supervision",
        "$JS.ACK.LD_MSG.to-610100.1.1.1.1.1",
        "$JS.API.STREAM.CREATE.MINE",
        "$JS.API.STREAM.DELETE.LD_EVT",
        "$JS.API.CONSUMER.DURABLE.CREATE.LD_EVT.mine",
        "_INBOX.city.answer",
    ],
)
async def test_a_district_may_not_publish(bus: Any, subject: str) -> None:
    refusals: list[str] = []
    district = await connect(bus, "district", refusals)
    await district.publish(subject, b"{}")
    await district.flush()
    async with asyncio.timeout(3):
        while not refusals:
            await asyncio.sleep(0.01)
    assert "permissions violation for publish" in refusals[0].lower()
    await district.close()


@pytest.mark.parametrize(
    "subject", ["ld.>", "ld.*.*.to.>", "_INBOX.>", "_INBOX.city.>", "ld.*.*.ctl.610100.>", "$JS.>", ">"]
)
async def test_a_district_may_not_listen(bus: Any, subject: str) -> None:
    refusals: list[str] = []
    district = await connect(bus, "district", refusals)
    await district.subscribe(subject)
    await district.flush()
    async with asyncio.timeout(3):
        while not refusals:
            await asyncio.sleep(0.01)
    assert "permissions violation for subscription" in refusals[0].lower()
    await district.close()


async def test_control_words_reach_all_and_the_addressed_unit(bus: Any) -> None:
    refusals: list[str] = []
    district = await connect(bus, "district", refusals)
    everyone = await district.subscribe("ld.*.*.ctl._.>")
    own = await district.subscribe("ld.*.*.ctl.610113.>")
    await district.flush()
    city = await connect(bus, "city", refusals)
    await city.publish("ld.610100.610100.ctl._.heartbeat", b"beat")
    await city.publish("ld.610100.610100.ctl.610113.resend", b"again")
    assert (await everyone.next_msg(timeout=3)).data == b"beat"
    assert (await own.next_msg(timeout=3)).data == b"again"
    assert refusals == []
    await city.close()
    await district.close()


async def test_a_stranger_without_a_key_is_turned_away(bus: Any) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", bus.server.port)
    assert (await reader.readline()).startswith(b"INFO ")
    writer.write(b'CONNECT {"verbose":true,"pedantic":false}\r\nPUB ld.610100.610100.evt.x 0\r\n\r\n')
    assert await reader.readline() == b"-ERR 'Authorization Violation'\r\n"
    writer.close()
    await writer.wait_closed()
