"""How the tree is kept: no dumping grounds, no clock in pure code, files with one subject."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCES = sorted(
    file for root in (ROOT / "shared" / "src", *(ROOT / "services").glob("*/src")) for file in root.rglob("*.py")
)
DUMPING_GROUNDS = {"utils", "util", "helpers", "helper", "common", "constants", "manager", "managers", "base", "misc"}
PURE = ("liandong/terms", "liandong/events", "liandong/domain", "liandong/wire")
PURE_FILES = ("decide.py", "e_supervision/lights.py", "e_supervision/clocks.py", "e_supervision/lapse.py")
ASKS_THE_TIME = {"now", "today", "utcnow", "time", "monotonic", "perf_counter", "localtime"}


def is_pure(file: Path) -> bool:
    path = file.as_posix()
    folders = any(f"/{folder}/" in path for folder in (*PURE, "e_supervision/timeline", "e_supervision/checks"))
    return folders or path.endswith(PURE_FILES)


def calls(tree: ast.AST) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield ast.unparse(node.func.value), node.func.attr


def test_there_are_pure_files_to_look_at() -> None:
    assert sum(is_pure(file) for file in SOURCES) > 80


def test_pure_code_asks_nobody_the_time() -> None:
    asks = [
        (file.name, call)
        for file in SOURCES
        if is_pure(file)
        for call in calls(ast.parse(file.read_text(encoding="utf-8")))
        if call[0] in ("datetime", "date", "time") and call[1] in ASKS_THE_TIME
    ]
    assert asks == []


def test_no_exception_is_made_before_it_is_raised() -> None:
    """One that is kept and raised again collects the traceback of every request it ended, personal data included."""
    kept = [
        (file.name, ast.unparse(node.value))
        for file in SOURCES
        for node in ast.parse(file.read_text(encoding="utf-8")).body
        if isinstance(node, ast.Assign | ast.AnnAssign)
        and isinstance(node.value, ast.Call)
        and ast.unparse(node.value.func).endswith(("Refused", "Refusal", "Error", "Exception", "unauthenticated"))
    ]
    assert kept == []


def test_no_folder_or_file_is_a_dumping_ground() -> None:
    names = {part.removesuffix(".py") for file in SOURCES for part in file.relative_to(ROOT).parts}
    assert names & DUMPING_GROUNDS == set()


def test_every_module_opens_with_a_sentence() -> None:
    silent = [
        file
        for file in SOURCES
        if file.stat().st_size and not ast.get_docstring(ast.parse(file.read_text(encoding="utf-8")))
    ]
    assert silent == []


def test_a_file_has_one_subject() -> None:
    long = [file for file in SOURCES if len(file.read_text(encoding="utf-8").splitlines()) > 320]
    assert long == []
