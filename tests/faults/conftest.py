"""One running stack for all fault tests, and how long they are to go on."""

import os
import random
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx
import pytest

from tests.faults.client import Client
from tests.faults.stack import RunningStack


@pytest.fixture(scope="package")
def is_long() -> bool:
    """`make test-faults` sets LIANDONG_FAULTS=long; otherwise every fault strikes once."""
    return os.environ.get("LIANDONG_FAULTS") == "long"


@pytest.fixture(scope="package")
def chance() -> random.Random:
    """LIANDONG_FAULTS_SEED repeats an order of faults."""
    seed = os.environ.get("LIANDONG_FAULTS_SEED") or str(random.randrange(10**9))
    print(f"LIANDONG_FAULTS_SEED={seed}")
    return random.Random(seed)


@pytest.fixture(scope="package")
def stack() -> Iterator[RunningStack]:
    folder = Path(tempfile.mkdtemp(prefix="liandong-faults-"))
    folder.chmod(0o711)
    running = RunningStack(folder / "var")
    running.start()
    try:
        running.wait_until_ready()
        yield running
    finally:
        running.stop()


@pytest.fixture
async def client(stack: RunningStack) -> AsyncIterator[Client]:
    async with httpx.AsyncClient(timeout=15, trust_env=False) as http:
        yield Client(stack, http)
    for line in stack.unexpected():
        print("unexpected:", line)
