"""Brings the databases of the stack to this program's schema, by each service's own `migrate`, when anything is new."""

import asyncio
import importlib.util
import sys
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from liandong.cli.stack.command import Command
from liandong.cli.stack.databases import Database, url_for
from liandong.cli.stack.plan import Plan
from liandong.cli.stack.secret import passwords

SHARED = ("liandong.infrastructure", "liandong.casework")


async def migrate(
    plan: Plan, databases: Mapping[str, Database], environments: Mapping[str, Mapping[str, str]], done: Path
) -> None:
    """Runs all migrations side by side; skipped if `done` says that nothing is new. Raises CommandFailed."""
    mark = fingerprint(plan, databases)
    if done.exists() and done.read_text(encoding="utf-8") == mark:
        return
    commands = [
        _command(module, environments[module], databases[module].owner_url)
        for module in (member.service.module for member in plan.members)
    ]
    await asyncio.gather(*(asyncio.to_thread(command.run) for command in commands))
    done.write_text(mark, encoding="utf-8")


async def migrate_running(var: Path, environments: Mapping[str, Mapping[str, str]]) -> None:
    """The same on a running stack, whose services have these environments by module. Raises CommandFailed."""
    known = passwords(var / "run" / "databases.json", [f"{module}_owner" for module in environments])
    commands = [
        _command(
            module,
            environment,
            url_for(environment["LIANDONG_DATABASE_URL"], f"{module}_owner", known[f"{module}_owner"], module),
        )
        for module, environment in environments.items()
    ]
    await asyncio.gather(*(asyncio.to_thread(command.run) for command in commands))


def _command(module: str, environment: Mapping[str, str], owner_url: str) -> Command:
    return Command(
        name=f"migrate {module.replace('_', '-')}",
        argv=(sys.executable, "-m", module, "migrate"),
        env={**environment, "LIANDONG_OWNER_DATABASE_URL": owner_url},
    )


def fingerprint(plan: Plan, databases: Mapping[str, Database]) -> str:
    """Changes with every migration of this program and with the databases they are for."""
    seen = sha256()
    for package in (*SHARED, *(member.service.module for member in plan.members)):
        spec = importlib.util.find_spec(package)
        assert spec is not None, f"{package} is installed with the stack"
        for folder in spec.submodule_search_locations or ():
            for file in sorted(Path(folder, "migrations", "versions").glob("*.py")):
                seen.update(file.read_bytes())
    for name in sorted(databases):
        seen.update(databases[name].owner_url.encode())
    return seen.hexdigest()
