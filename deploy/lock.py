"""requirements.lock: says for which dependency tables it was made, and whether they are still the same.

lock.py write   reads the exported requirements and writes requirements.lock with the mark of the tables
lock.py check   fails with a sentence when the tables have changed since, or a host or a path got in
lock.py stamp   prints what an installed .venv must have been made from
"""

import hashlib
import json
import re
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements.lock"
MARK = "# made for the dependency tables with SHA-256 "


def project_files() -> list[Path]:
    return [ROOT / "pyproject.toml", ROOT / "shared/pyproject.toml", *sorted(ROOT.glob("services/*/pyproject.toml"))]


def tables_hash() -> str:
    """Over what each member asks for, and nothing else of its file."""
    tables = []
    for file in project_files():
        said = tomllib.loads(file.read_text(encoding="utf-8"))
        project = said["project"]
        tables.append(
            [
                project["name"],
                project["requires-python"],
                project.get("dependencies", []),
                project.get("optional-dependencies", {}),
                said.get("dependency-groups", {}),
                said.get("build-system", {}).get("requires", []),
            ]
        )
    return hashlib.sha256(json.dumps(tables, sort_keys=True).encode()).hexdigest()


def write() -> None:
    requirements = sys.stdin.read()
    if not requirements.strip():
        sys.exit("nothing was exported: requirements.lock is left as it is")
    LOCK.write_text(f"{MARK}{tables_hash()}\n{requirements}", encoding="utf-8")


def check() -> None:
    text = LOCK.read_text(encoding="utf-8")
    if not text.startswith(f"{MARK}{tables_hash()}\n"):
        sys.exit("requirements.lock was made for other dependencies than pyproject.toml now asks for: run `make lock`")
    foreign = re.search(r"://|^-|^\s*/|@ ", text.replace(MARK, ""), re.MULTILINE)
    if foreign:
        sys.exit(f"requirements.lock names a host or a path: {text[foreign.start() : foreign.end() + 60]!r}")
    print("requirements.lock is fresh")


def stamp() -> None:
    made_from = hashlib.sha256(f"{ROOT}\n{sys.version}\n".encode())
    for file in (*project_files(), LOCK, ROOT / "deploy" / "setup.sh"):
        made_from.update(file.read_bytes() if file.exists() else b"")
    print(made_from.hexdigest())


if __name__ == "__main__":
    {"write": write, "check": check, "stamp": stamp}[sys.argv[1]]()
