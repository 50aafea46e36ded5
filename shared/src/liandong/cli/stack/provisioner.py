"""A child of the stack: keeps streams and consumers on the broker as they must be, by the admin identity."""

import asyncio
import sys
from pathlib import Path

import structlog

from liandong.cli.stack.plan import ADMIN, read_city
from liandong.infrastructure.bus.connection import UNREACHABLE, connect_admin
from liandong.infrastructure.bus.provision import ProvisioningFailed, provision

log = structlog.get_logger()

EVERY_SECONDS = 60.0
SOON_SECONDS = 1.0


async def keep(url: str, seed_file: Path, city_file: Path, done: Path) -> None:
    """Provisions now and every minute, and at once after the broker was away (its storage may have been wiped).

    Touches `done` each time everything is as it must be.
    """
    durables = read_city(city_file).durables
    returned = asyncio.Event()
    client = await connect_admin(url, seed_file, ADMIN, returned.set)
    while True:
        pause = EVERY_SECONDS
        try:
            changed = await provision(client, durables)
            if changed:
                log.info("bus.provisioned", changed=changed)
            done.touch()
        except (ProvisioningFailed, *UNREACHABLE) as fault:
            log.warning("bus.not_provisioned", fault=str(fault) or type(fault).__name__)
            pause = SOON_SECONDS
        returned.clear()
        try:
            async with asyncio.timeout(pause):
                await returned.wait()
        except TimeoutError:
            continue


if __name__ == "__main__":
    broker, seed, city, mark = sys.argv[1:5]
    asyncio.run(keep(broker, Path(seed), Path(city), Path(mark)))
