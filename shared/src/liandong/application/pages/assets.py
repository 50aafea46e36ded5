"""The files browsers are given: the product's own and those fetched at set-up, each at an address with its hash."""

import gzip
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from liandong.terms.refusal import Nature, Refused

HERE = Path(__file__).parent
OWN, FETCHED = HERE / "own", HERE / "static"
NEEDED = ("tabler.css", "htmx.js", "echarts.js")
"""What has to have been fetched."""
MEDIA: Mapping[str, str] = {
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
}
HASHED = re.compile(r"(?P<stem>.+)\.(?P<hash>[0-9a-f]{12})\.(?P<suffix>css|js)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """A file: what pages call it, the last part of its address, and its bytes as they are and compressed."""

    name: str
    file: str
    media: str
    content: bytes
    compressed: bytes


@cache
def assets() -> Mapping[str, Asset]:
    """Every file by what pages call it."""
    own = [_own(file) for file in sorted(OWN.iterdir()) if file.suffix[1:] in MEDIA]
    fetched = [_fetched(file, known) for file in sorted(FETCHED.glob("*")) if (known := HASHED.fullmatch(file.name))]
    return {each.name: each for each in (*fetched, *own)}


@cache
def by_file() -> Mapping[str, Asset]:
    return {each.file: each for each in assets().values()}


def missing() -> list[str]:
    """What should have been fetched and was not."""
    return [name for name in NEEDED if name not in assets()]


def address(name: str) -> str:
    """Where a browser gets it. Raises Refused(UNAVAILABLE) for what was not fetched."""
    known = assets().get(name)
    if known is None:
        reason = f"页面所需的文件 {name} 没有安装；请运维执行 make setup 后重启服务，或用 liandong doctor 检查"
        raise Refused("pages.asset-missing", reason, nature=Nature.UNAVAILABLE)
    return f"/static/{known.file}"


def _own(file: Path) -> Asset:
    content = file.read_bytes()
    name = f"{file.stem}.{hashlib.sha256(content).hexdigest()[:12]}{file.suffix}"
    return Asset(
        name=file.name, file=name, media=MEDIA[file.suffix[1:]], content=content, compressed=gzip.compress(content)
    )


def _fetched(file: Path, known: re.Match[str]) -> Asset:
    return Asset(
        name=f"{known['stem']}.{known['suffix']}",
        file=file.name,
        media=MEDIA[known["suffix"]],
        content=file.read_bytes(),
        compressed=file.with_name(f"{file.name}.gz").read_bytes(),
    )
