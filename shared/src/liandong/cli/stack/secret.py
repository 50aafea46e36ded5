"""Generated secrets: written once, readable by their owner alone."""

import json
import os
import secrets
from collections.abc import Iterable
from pathlib import Path


def write_secret(file: Path, text: str) -> None:
    """Replace a file in one step, mode 0600 from its first byte, on disk when this returns."""
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
        draft.replace(file)
    except OSError:
        draft.unlink(missing_ok=True)
        raise


def passwords(file: Path, names: Iterable[str]) -> dict[str, str]:
    """The password of each name, generated where the file has none yet."""
    known: dict[str, str] = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    missing = [name for name in names if name not in known]
    if missing:
        known |= {name: secrets.token_urlsafe(24) for name in missing}
        write_secret(file, json.dumps(known, indent=1) + "\n")
    return known
