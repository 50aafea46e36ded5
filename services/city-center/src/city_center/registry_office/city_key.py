"""The city's key for pseudonyms: made once at the city, kept beside its unit keys."""

import os
from hashlib import sha256
from pathlib import Path

from city_center.registry_office.decide import CityKey

FILE = "pseudonyms.key"


def load_city_key(keys_dir: Path) -> CityKey:
    """Reads the key, making it at first use; its id is the beginning of its hash."""
    file = keys_dir / FILE
    if not file.exists():
        fresh = file.with_suffix(".new")
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as out:
            out.write(os.urandom(32).hex())
            out.flush()
            os.fsync(out.fileno())
        fresh.rename(file)
    secret = file.read_text().strip()
    return CityKey(id=sha256(bytes.fromhex(secret)).hexdigest()[:12], secret=secret)
