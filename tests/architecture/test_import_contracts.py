"""Each import contract fails when it is broken: tried on a copy of the sources with offences put in."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MEMBERS = ("shared", *(f"services/{folder.name}" for folder in sorted((ROOT / "services").iterdir())))
LIANDONG = "shared/src/liandong"
CITY = "services/city-center/src/city_center"
HALL = "services/township-hall/src/township_hall"
SUPERVISION = "services/e-supervision/src/e_supervision"

OFFENCES = {
    "a lower storey imports a higher one": ("storeys", f"{LIANDONG}/events/higher.py", "liandong.wire.codec"),
    "a new top folder has no storey": ("storeys", f"{LIANDONG}/attic/__init__.py", ""),
    "a service imports another": ("houses", f"{HALL}/neighbour.py", "district_center.app"),
    "the shared package imports a service": ("shared-below", f"{LIANDONG}/application/above.py", "city_center.app"),
    "a rule asks the time": ("pure", f"{LIANDONG}/domain/case/rules/hurried.py", "time"),
    "a decision of one tier asks the disk": ("pure", f"{CITY}/fees/decide.py", "os"),
    "a check draws lots": ("pure", f"{SUPERVISION}/checks/lucky.py", "random"),
    "a word needs a framework": ("pure", f"{LIANDONG}/terms/framed.py", "pydantic"),
    "what carries knows a rule": ("infrastructure", f"{LIANDONG}/infrastructure/clever.py", "liandong.domain.numbers"),
    "supervision uses the case work": ("witness", f"{SUPERVISION}/partial.py", "liandong.casework.work"),
    "supervision judges by the rules of cases through another module": (
        "witness",
        f"{SUPERVISION}/indirect.py",
        "liandong.application.between",
    ),
    "a room reads another room's tables": (
        "rows",
        f"{CITY}/registry_office/curious.py",
        "city_center.catalogue_office.repositories",
    ),
    "somebody else speaks to NATS": ("bus", f"{LIANDONG}/application/talkative.py", "nats"),
}


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What import-linter finds, by the word the contract's name begins with, when all offences are committed."""
    copy = tmp_path_factory.mktemp("contracts")
    for member in MEMBERS:
        shutil.copytree(ROOT / member / "src", copy / member / "src", ignore=shutil.ignore_patterns("__pycache__"))
    (copy / "tests").mkdir()
    shutil.copytree(ROOT / "tests/architecture", copy / "tests/architecture")
    shutil.copy(ROOT / ".importlinter", copy)
    (copy / f"{LIANDONG}/application/between.py").write_text("import liandong.domain.case.state\n", encoding="utf-8")
    for _, name, imported in OFFENCES.values():
        file = copy / name
        file.parent.mkdir(exist_ok=True)
        (file.parent / "__init__.py").touch()
        file.write_text(f"import {imported}\n" if imported else "", encoding="utf-8")
    return lint(copy)


def lint(sources: Path) -> dict[str, str]:
    path = os.pathsep.join([str(sources), *(str(sources / member / "src") for member in MEMBERS)])
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports")],
        cwd=sources,
        env={**os.environ, "PYTHONPATH": path, "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    broken = done.stdout.partition("Broken contracts")[2]
    names = {offence[0] for offence in OFFENCES.values()}
    found: dict[str, str] = {}
    contract = ""
    for line in broken.splitlines():
        if line.partition(":")[0] in names:
            contract = line.partition(":")[0]
        found[contract] = found.get(contract, "") + line + "\n"
    return found


@pytest.mark.parametrize("offence", OFFENCES)
def test_a_broken_contract_is_seen(findings: dict[str, str], offence: str) -> None:
    contract, name, _ = OFFENCES[offence]
    module = name.partition("/src/")[2].removesuffix("/__init__.py").removesuffix(".py").replace("/", ".")
    assert module in findings[contract] or module.removeprefix("liandong.") in findings[contract].split()
