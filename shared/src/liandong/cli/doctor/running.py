"""The running stack: schema of the databases, streams of the bus, reach of the calendar, offset of the clock."""

import asyncio
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

import asyncpg
import httpx

from liandong.application.calendar_seed import seed_years
from liandong.cli.doctor.finding import Found, fault, warned, well
from liandong.cli.stack.migrations import PACKAGES
from liandong.cli.stack.plan import ADMIN
from liandong.cli.stack.state import Part, State
from liandong.domain.worktime.calendar import WorkingCalendar
from liandong.domain.worktime.horizon import horizon, not_yet_official, too_short
from liandong.infrastructure.bus.connection import UNREACHABLE, connect_admin
from liandong.infrastructure.bus.provision import Durable, ProvisioningFailed, missing
from liandong.infrastructure.clock import read_offset
from liandong.infrastructure.schema import is_at_head
from liandong.wire.reference_hashes import calendar_hash

WITHIN_SECONDS = 5
LOOK_AT_THE_LOG = "查看 liandong logs，并重新执行 liandong up"


async def schemas(environments: Mapping[str, Mapping[str, str]]) -> list[Found]:
    """Of each service's database."""
    return [
        await _schema(module, environment["LIANDONG_DATABASE_URL"])
        for module, environment in environments.items()
        if module in PACKAGES
    ]


async def _schema(module: str, url: str) -> Found:
    subject = f"schema {module.replace('_', '-')}"
    try:
        connection = await asyncpg.connect(url, timeout=5)
    except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError) as trouble:
        return fault(subject, f"数据库不能连接（{type(trouble).__name__}）", LOOK_AT_THE_LOG)
    try:
        difference = await is_at_head(connection, PACKAGES[module])
    finally:
        await connection.close()
    return (
        well(subject, "数据库结构与程序一致")
        if difference is None
        else fault(subject, difference, "执行 liandong migrate")
    )


async def streams(url: str, seed: Path, durables: tuple[Durable, ...]) -> Found:
    """Every stream and consumer is on the broker."""
    try:
        async with asyncio.timeout(WITHIN_SECONDS):
            client = await connect_admin(url, seed, ADMIN, lambda: None)
            try:
                lacking = await missing(client, durables)
            finally:
                await client.close()
    except (ProvisioningFailed, *UNREACHABLE) as trouble:
        return fault("bus", f"消息总线不能使用（{type(trouble).__name__}）", LOOK_AT_THE_LOG)
    if lacking:
        return fault(
            "bus", f"消息总线缺少：{'、'.join(lacking)}", "等待一分钟自行补齐；仍缺少的，查看 liandong logs provisioner"
        )
    return well("bus", f"消息总线的流和 {len(durables)} 个消费者齐全")


def unseen_bus() -> Found:
    """A bus of the operator's own whose users' seeds were not named: the services say whether they reach it."""
    return warned(
        "bus",
        "消息总线不由平台管理，没有管理员种子，未核对流和消费者",
        "需要核对的，以 LIANDONG_NATS_SEEDS 指明种子所在文件夹后重新执行 liandong up",
    )


async def readiness(part: Part) -> Found:
    """As the service itself says, warnings included."""
    subject = f"service {part.name}"
    try:
        async with httpx.AsyncClient(timeout=5, trust_env=False) as client:
            said = (await client.get(f"{part.url}/readyz")).json()
    except (httpx.HTTPError, ValueError) as trouble:
        return fault(subject, f"服务没有应答（{type(trouble).__name__}）", LOOK_AT_THE_LOG)
    lacking = [f"{probe}：{told}" for probe, told in said["probes"].items() if told != "ok"]
    if lacking:
        return fault(subject, f"尚未就绪：{'；'.join(lacking)}", LOOK_AT_THE_LOG)
    if said["warnings"]:
        return warned(subject, "；".join(said["warnings"].values()), "按提示处理，服务目前可以使用")
    return well(subject, "服务就绪")


def seeded_calendar(today: date) -> Found:
    """Before a stack runs: the calendar a first start publishes."""
    years = seed_years()
    reach = horizon(WorkingCalendar.of(years, calendar_hash(years)), today)
    if (lacking := too_short(reach, today)) is not None:
        return fault("calendar", lacking, "升级程序（其中的节假日数据太旧），或导入放假通知")
    if (soon := not_yet_official(reach, today)) is not None:
        return warned("calendar", soon, "准备好放假通知的 TOML 文件，启动后导入")
    return well("calendar", f"正式放假安排到 {reach.official}")


def clock(state: State | None) -> Found:
    """The legal clock of a demo may have been moved; in production it is the machine's."""
    files = {each.get("LIANDONG_CLOCK_FILE") for each in (state.environments if state else {}).values()} - {None}
    offset = read_offset(Path(str(files.pop()))) if len(files) == 1 else timedelta(0)
    if offset:
        return warned("clock", f"演示时钟比实际时间快 {offset}", "办理真实业务前以 liandong down --wipe 清除演示数据")
    return well("clock", "法定时间就是本机时间；请确认本机时间准确")
