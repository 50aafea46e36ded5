"""A program that knows only the OpenAPI documents tries every operation: no server error, nothing undocumented."""

import asyncio
import os
import sys
import time
from pathlib import Path

import pytest

from liandong.terms.codes import StaffId, UnitCode
from liandong.terms.principal import Principal
from liandong.terms.roles import Role
from tests.city import City
from tests.integration.documented.serving import served_city

pytestmark = pytest.mark.asyncio(loop_scope="package")

HOME = {"district": "610113", "city": "610100", "supervision": "610100900", "hall": "610113004"}
IS_LONG = os.environ.get("LIANDONG_SCHEMATHESIS") == "long"
"""`make test-documented` sets it; otherwise the documents' own examples and a few made-up requests are tried, and a
hall, whose every path a district has too, is left to it."""
PHASES, EXAMPLES = ("examples,coverage,fuzzing", "25") if IS_LONG else ("examples,fuzzing", "3")
CHECKS = (
    "not_a_server_error,status_code_conformance,content_type_conformance,response_headers_conformance,"
    "response_schema_conformance"
)
ENDLESS = "/v1/lights/stream"
"""A server-sent stream has no end to wait for."""


def left_out(city: City, instance: str) -> list[str]:
    """What is not tried here: in the short form each path is tried at the first service that has it."""
    before = [] if IS_LONG else list(HOME)[: list(HOME).index(instance)]
    return [ENDLESS, *sorted(_paths(city, [instance]) & _paths(city, before))]


def _paths(city: City, instances: list[str]) -> set[str]:
    return {path for instance in instances for path in city.services[instance].app.openapi()["paths"]}


def token(city: City, instance: str) -> str:
    """Somebody of the service's own unit with every post there is."""
    issuer = city.services[instance].identity.issuer
    assert issuer is not None
    unit = HOME[instance]
    somebody = Principal(id=StaffId(f"{unit}-99"), unit=UnitCode(unit), roles=frozenset(Role))
    return issuer.issue(somebody, now=time.time())


@pytest.mark.parametrize("instance", HOME if IS_LONG else ("district", "city", "supervision"))
async def test_a_program_that_knows_only_the_document_finds_nothing_undocumented(
    city: City, instance: str, tmp_path: Path
) -> None:
    settings = tmp_path / "schemathesis.toml"
    settings.write_text(f'[parameters]\n"path.unit" = "{HOME[instance]}"\n', encoding="utf-8")
    async with served_city(city) as urls:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-c",
            "from schemathesis.cli import schemathesis; schemathesis()",
            *("--config-file", str(settings), "run", f"{urls[instance]}/openapi.json"),
            *("--header", f"Authorization: Bearer {token(city, instance)}", "--checks", CHECKS),
            *("--phases", PHASES, "--max-examples", EXAMPLES),
            *(part for path in left_out(city, instance) for part in ("--exclude-path", path)),
            *("--continue-on-failure", "--no-color", "--request-timeout", "30", "--suppress-health-check", "all"),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            cwd=tmp_path,
        )
        said, _ = await process.communicate()
    print(said.decode(errors="replace"))
    assert process.returncode == 0
