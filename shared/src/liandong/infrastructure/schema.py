"""Which schema this program was written for, and whether a database has it."""

import ast
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources
from pathlib import Path

from asyncpg import UndefinedTableError

from liandong.infrastructure.database import Connection

INFRASTRUCTURE = "liandong.infrastructure"


def folder_of(package: str) -> Path:
    """Where a package keeps its migrations."""
    return Path(str(resources.files(package))) / "migrations" / "versions"


@cache
def _lineage(packages: tuple[str, ...]) -> dict[str, frozenset[str]]:
    """Each revision and those it follows, read from the migrations without running them: a service needs no more."""
    files = (file for package in packages for file in sorted(folder_of(package).glob("[!_]*.py")))
    return dict(map(_revision, files))


def _revision(file: Path) -> tuple[str, frozenset[str]]:
    said = dict(_constants(ast.parse(file.read_text(encoding="utf-8"))))
    before = said["down_revision"] or ()
    return str(said["revision"]), frozenset([before] if isinstance(before, str) else before)


def _constants(module: ast.Module) -> Iterator[tuple[str, str | tuple[str, ...] | None]]:
    for statement in module.body:
        if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
            name = statement.targets[0].id
            if name in ("revision", "down_revision"):
                yield name, ast.literal_eval(statement.value)


def heads(packages: Sequence[str]) -> frozenset[str]:
    """The revisions this program was written for."""
    lineage = _lineage(tuple(packages))
    return frozenset(lineage) - frozenset().union(*lineage.values())


async def is_at_head(connection: Connection, packages: Sequence[str]) -> str | None:
    """None if the schema is the program's; otherwise a sentence saying which way they differ."""
    found = await _found(connection)
    if found == heads(packages):
        return None
    newer = found - frozenset(_lineage(tuple(packages)))
    if newer:
        return f"数据库结构比程序新({', '.join(sorted(newer))}),请升级程序"
    return "数据库结构落后于程序，请先执行 liandong migrate"


async def _found(connection: Connection) -> frozenset[str]:
    try:
        rows = await connection.fetch("select version_num from alembic_version")
    except UndefinedTableError:  # a database that was just made, or lost and made anew
        return frozenset()
    return frozenset(row["version_num"] for row in rows)
