"""材料文件 that a form names: kept for the applicant already, and said from then on by their digests."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from liandong.application.pages.failing import Failure
from liandong.application.pages.typed import Typed

FILE, DIGEST, NAME, DROP = "file.", "digest.", "filename.", "drop."
"""What stands before a material's code in the names of its fields."""
MATERIALS: Final = "materials"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A file that is kept: what it is named by, and what it was called."""

    digest: str
    name: str


def kept_files(typed: Typed) -> dict[str, Kept]:
    """The files that were kept before, by material; without those that are no longer wanted."""
    named = [name.removeprefix(DIGEST) for name, _ in typed.fields if name.startswith(DIGEST)]
    return {
        code: Kept(digest=digest, name=typed.one(f"{NAME}{code}") or digest[:12])
        for code in named
        if (digest := typed.one(f"{DIGEST}{code}")) is not None and not typed.has(f"{DROP}{code}")
    }


def handed_in(typed: Typed, kept: Mapping[str, Kept], name: str = MATERIALS) -> list[str]:
    """The codes of the materials ticked or kept, each once: what has a file is handed in, ticked or not."""
    return list(dict.fromkeys((*typed.all(name), *kept)))


def fields_of_materials(typed: Typed, kept: Mapping[str, Kept], names: Mapping[str, str]) -> dict[str, str]:
    """A material that is handed in is a field of its own, by its place in the request; what the page calls it."""
    return {f"{MATERIALS}.{place}": names.get(code, code) for place, code in enumerate(handed_in(typed, kept))}


def at_materials(failures: Sequence[Failure], typed: Typed, kept: Mapping[str, Kept]) -> list[Failure]:
    """The failures with those of a material at its own file, instead of at its place in the request."""
    places = {f"{MATERIALS}.{place}": f"{FILE}{code}" for place, code in enumerate(handed_in(typed, kept))}
    return [replace(each, field=places.get(each.field or "", each.field)) for each in failures]
