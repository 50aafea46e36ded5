"""The store: durable under the digest or not at all, encrypted, once, verified when it is read."""

import asyncio
import os
import time
from contextlib import suppress
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from liandong.infrastructure.files.folder import FolderStore, place_of
from liandong.infrastructure.files.store import DamagedFile, NoSuchFile
from liandong.infrastructure.keys import UnitKeys, generate_unit_keys, load_unit_keys
from liandong.terms.codes import Digest, UnitCode

UNIT, NEIGHBOUR = UnitCode("610113"), UnitCode("610112")
SIZES = [1, 65_535, 65_536, 65_537, 131_072, 200_000, 3_000_000]


@pytest.fixture
def keys(tmp_path: Path) -> dict[UnitCode, UnitKeys]:
    return {unit: generate_unit_keys(tmp_path / "keys", unit) for unit in (UNIT, NEIGHBOUR)}


@pytest.fixture
def store(tmp_path: Path, keys: dict[UnitCode, UnitKeys]) -> FolderStore:
    return FolderStore(tmp_path / "files", keys)


async def put(store: FolderStore, data: bytes, unit: UnitCode = UNIT, *, step: int = 50_000) -> Digest:
    async with store.incoming(unit) as incoming:
        for at in range(0, len(data), step):
            await incoming.write(data[at : at + step])
        received = await incoming.finish()
        await incoming.keep()
    assert received.size == len(data)
    return received.digest


async def read(store: FolderStore, digest: Digest, unit: UnitCode = UNIT) -> bytes:
    async with store.read(unit, digest) as parts:
        return b"".join([part async for part in parts])


def on_disk(folder: Path) -> list[Path]:
    return sorted(file for file in (folder / "files").rglob("*") if file.is_file())


@pytest.mark.parametrize("size", SIZES)
async def test_what_is_kept_is_read_again_byte_for_byte(store: FolderStore, size: int) -> None:
    data = os.urandom(size)
    digest = await put(store, data)
    assert digest == sha256(data).hexdigest()
    assert await read(store, digest) == data


async def test_a_service_started_anew_reads_what_was_kept(store: FolderStore, tmp_path: Path) -> None:
    digest = await put(store, b"kept over a restart")
    anew = FolderStore(tmp_path / "files", {UNIT: load_unit_keys(tmp_path / "keys", UNIT)})
    assert await read(anew, digest) == b"kept over a restart"


async def test_it_lies_on_disk_once_encrypted_and_for_the_service_alone(store: FolderStore, tmp_path: Path) -> None:
    data = "张三的申请书".encode() * 40_000
    digest = await put(store, data)
    assert await put(store, data) == digest
    (file,) = on_disk(tmp_path)
    assert file == tmp_path / "files" / UNIT / digest[:2] / digest
    assert "张三".encode() not in file.read_bytes()
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700


async def test_another_unit_neither_finds_nor_opens_it(store: FolderStore, tmp_path: Path) -> None:
    digest = await put(store, b"of the district")
    with pytest.raises(NoSuchFile):
        await read(store, digest, NEIGHBOUR)
    stolen = place_of(tmp_path / "files" / NEIGHBOUR, digest)
    stolen.parent.mkdir(parents=True)
    stolen.write_bytes(place_of(tmp_path / "files" / UNIT, digest).read_bytes())
    with pytest.raises(DamagedFile):
        await read(store, digest, NEIGHBOUR)


@pytest.mark.parametrize("at", [0, 3, 40, 64, 100, 65_600, 70_000, -1])
async def test_one_bit_changed_anywhere_is_found_before_anything_is_handed_out(
    store: FolderStore, tmp_path: Path, at: int
) -> None:
    digest = await put(store, os.urandom(100_000))
    file = place_of(tmp_path / "files" / UNIT, digest)
    changed = bytearray(file.read_bytes())
    changed[at] ^= 1
    file.write_bytes(changed)
    with pytest.raises(DamagedFile):
        await read(store, digest)


@pytest.mark.parametrize("left", [0, 10, 64, 70, 65_616, 65_700, 131_296])
async def test_a_file_cut_off_anywhere_is_found(store: FolderStore, tmp_path: Path, left: int) -> None:
    digest = await put(store, os.urandom(150_000))
    file = place_of(tmp_path / "files" / UNIT, digest)
    file.write_bytes(file.read_bytes()[:left])
    with pytest.raises(DamagedFile):
        await read(store, digest)


async def test_a_file_under_anothers_digest_is_found(store: FolderStore, tmp_path: Path) -> None:
    first, second = await put(store, b"one"), await put(store, b"two")
    home = tmp_path / "files" / UNIT
    place_of(home, second).write_bytes(place_of(home, first).read_bytes())
    with pytest.raises(DamagedFile):
        await read(store, second)


async def test_handing_a_damaged_file_in_again_heals_it(store: FolderStore, tmp_path: Path) -> None:
    digest = await put(store, b"whole")
    place_of(tmp_path / "files" / UNIT, digest).write_bytes(b"LDF1 nonsense")
    await put(store, b"whole")
    assert await read(store, digest) == b"whole"


async def test_a_reception_that_ends_before_it_is_kept_leaves_nothing(store: FolderStore, tmp_path: Path) -> None:
    with suppress(ConnectionResetError):
        async with store.incoming(UNIT) as incoming:
            await incoming.write(os.urandom(200_000))
            raise ConnectionResetError
    async with store.incoming(UNIT) as incoming:
        await incoming.write(b"refused by the rules")
        await incoming.finish()
    assert on_disk(tmp_path) == []


async def test_what_a_killed_process_leaves_is_no_file_and_nobody_can_read_it_and_it_is_swept(
    store: FolderStore, tmp_path: Path
) -> None:
    data = "不应留下的内容".encode() * 20_000
    digest = sha256(data).hexdigest()
    copied = b""
    async with store.incoming(UNIT) as incoming:
        await incoming.write(data)
        await incoming.finish()
        (temporary,) = on_disk(tmp_path)
        copied = temporary.read_bytes()  # what the disk holds if the process dies now
    temporary.write_bytes(copied)
    with pytest.raises(NoSuchFile):
        await read(store, Digest(digest))
    assert "不应留下".encode() not in copied
    assert copied[:64] == bytes(64)  # the key was never written
    assert await store.sweep(UNIT, timedelta(hours=2)) == 0
    old = time.time() - 3 * 3600
    os.utime(temporary, (old, old))
    kept = await put(store, b"kept")
    assert await store.sweep(UNIT, timedelta(hours=2)) == 1
    assert on_disk(tmp_path) == [place_of(tmp_path / "files" / UNIT, kept)]
    assert await put(store, data) == digest
    assert await read(store, Digest(digest)) == data


async def test_sweeping_where_nothing_was_ever_received_finds_nothing(store: FolderStore) -> None:
    assert await store.sweep(UNIT, timedelta(0)) == 0


async def test_the_same_content_from_many_at_once_is_one_whole_file(store: FolderStore, tmp_path: Path) -> None:
    data = os.urandom(300_000)
    digests = await asyncio.gather(*(put(store, data, step=7_000 + 100 * one) for one in range(12)))
    assert set(digests) == {sha256(data).hexdigest()}
    assert len(on_disk(tmp_path)) == 1
    assert await read(store, digests[0]) == data


async def test_the_file_reaches_the_disk_before_its_name_and_the_name_before_the_answer(
    store: FolderStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    await put(store, b"so that the folders are there")
    done: list[str] = []
    fsync, replace = os.fsync, Path.replace

    def told_fsync(descriptor: int) -> None:
        done.append("folder" if Path(f"/proc/self/fd/{descriptor}").is_dir() else "file")
        fsync(descriptor)

    def told_replace(source: Path, target: Path) -> Path:
        done.append("name")
        return replace(source, target)

    monkeypatch.setattr(os, "fsync", told_fsync)
    monkeypatch.setattr(Path, "replace", told_replace)
    await put(store, b"so that the folders are there")
    assert done == ["file", "name", "folder"]


async def test_what_looks_at_a_file_may_seek_in_it(store: FolderStore) -> None:
    data = os.urandom(180_000)
    async with store.incoming(UNIT) as incoming:
        await incoming.write(data)
        await incoming.finish()
        seen = await incoming.look(
            lambda file, size: (size, file.seek(-5, 2), file.read(), file.seek(65_530), file.read(20))
        )
    assert seen == (180_000, 179_995, data[-5:], 65_530, data[65_530:65_550])
