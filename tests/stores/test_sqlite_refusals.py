"""What is no sound journal file is refused in words that name it, and is left as it is."""

from __future__ import annotations

import os
import random
import sqlite3
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sopkit._encode import VERSION
from sopkit.errors import StoreError
from sopkit.events import NoteTaken
from sopkit.stores.sqlite import SqliteStore, _sum_of

AT = datetime(2026, 11, 11, 12, tzinfo=UTC)


def refused(path: Path) -> StoreError:
    """Open *path*, which must be refused by name in both languages."""
    with pytest.raises(StoreError) as caught:
        SqliteStore(path, timeout=0.1)
    assert str(path) in caught.value.zh
    assert str(path) in caught.value.en
    assert caught.value.path == str(path)
    return caught.value


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    """Make a file with a run of twenty events."""
    path = tmp_path / "room.db"
    with SqliteStore(path) as store:
        for number in range(20):
            store.append("r", number, f"k{number}", (NoteTaken(AT, "小李", f"note {number} " + "x" * 300),))
    return path


def change(path: Path, *statements: str) -> None:
    """Change the file behind the store's back."""
    with sqlite3.connect(path) as db:
        for statement in statements:
            db.execute(statement)
    db.close()


@pytest.mark.parametrize("text", [b"hello", b"hello " * 1000, b"SQLite format 3\0" + b"x" * 4000])
def test_a_file_that_is_no_database(tmp_path: Path, text: bytes) -> None:
    """A text file is not overwritten."""
    path = tmp_path / "notes.db"
    path.write_bytes(text)
    refused(path)
    assert path.read_bytes() == text


def test_a_database_of_another_program(tmp_path: Path) -> None:
    """A sound SQLite file of somebody else is left untouched, to the byte."""
    path = tmp_path / "shop.db"
    change(path, "CREATE TABLE orders (id)", "INSERT INTO orders VALUES (1)")
    before = path.read_bytes()
    assert "sopkit" in refused(path).en
    change(path, "PRAGMA application_id=7")
    refused(path)
    change(path, "PRAGMA application_id=0")
    assert path.read_bytes()[100:] == before[100:]
    assert [child.name for child in tmp_path.iterdir()] == ["shop.db"]


def test_an_empty_database_with_another_owner(tmp_path: Path) -> None:
    """A file that says whose it is, though there is nothing in it yet, is not ours."""
    path = tmp_path / "shop.db"
    change(path, "PRAGMA application_id=7", "CREATE TABLE t (x)", "DROP TABLE t")
    refused(path)


def test_an_empty_file_becomes_a_journal(tmp_path: Path) -> None:
    """A file of no bytes, as `touch` or a killed opener leaves it, is taken as new."""
    path = tmp_path / "room.db"
    path.touch()
    with SqliteStore(path) as store:
        assert store.runs() == ()


def test_a_newer_schema(journal: Path) -> None:
    """A file of a newer sopkit is refused, and says which one it needs."""
    change(journal, "PRAGMA user_version=2", "UPDATE meta SET value='7.8.9'")
    error = refused(journal)
    assert "sopkit>=7.8.9" in error.zh
    assert "sopkit>=7.8.9" in error.en


def test_an_event_of_a_newer_sopkit(journal: Path) -> None:
    """An event that this sopkit does not know is not guessed at: the error names it and what to install."""
    data = '{"event":"hologram-shown","v":1,"at":"2026-11-11T12:00:00Z","by":""}'
    change(journal, "UPDATE meta SET value='7.8.9'")
    with sqlite3.connect(journal) as db:
        at = db.execute("SELECT at FROM event WHERE ver=20").fetchone()[0]
        crc = _sum_of("r", 20, 20, 20, "k19", at, data)
        db.execute("UPDATE event SET data=?, crc=? WHERE ver=20", (data, crc))
    db.close()
    with SqliteStore(journal) as store:
        assert len(store.read("r", 0, 19)) == 19
        with pytest.raises(StoreError, match=r"r：日志第 20 条（hologram-shown, v1）.*sopkit>=7\.8\.9") as caught:
            store.read("r")
        assert caught.value.path == str(journal)
        assert [(run.run, run.version) for run in store.runs()] == [("r", 20)], "it is listed all the same"


def test_the_newest_writer_is_noted(journal: Path) -> None:
    """A file keeps the version of the newest sopkit that wrote to it."""
    for before, after in (("0.0.1", VERSION), ("99.0.0", "99.0.0")):
        with sqlite3.connect(journal) as db:
            db.execute("UPDATE meta SET value=?", (before,))
            db.commit()
            SqliteStore(journal).close()
            assert db.execute("SELECT value FROM meta").fetchone() == (after,)
        db.close()


@pytest.mark.parametrize("keep", [0.05, 0.3, 0.7, 0.95])
def test_a_truncated_file(journal: Path, keep: float) -> None:
    """A file that lost its end is refused."""
    data = journal.read_bytes()
    journal.write_bytes(data[: int(len(data) * keep)])
    refused(journal)


def test_a_record_of_other_bytes(journal: Path) -> None:
    """A flipped bit inside a text, which SQLite cannot notice, is found by the check sum, with run and event."""
    data = journal.read_bytes()
    assert data.count(b"note 7 ") == 1
    journal.write_bytes(data.replace(b"note 7 ", b"note 8 "))
    with SqliteStore(journal) as store, pytest.raises(StoreError, match="r 的日志第 8 条") as caught:
        store.read("r")
    assert caught.value.path == str(journal)


@pytest.mark.parametrize(
    ("statement", "seq"),
    [
        ("DELETE FROM event WHERE ver=5", 5),
        ("DELETE FROM event WHERE ver=1", 1),
        ("DELETE FROM event WHERE ver=22", 22),
    ],
)
def test_a_missing_record(journal: Path, statement: str, seq: int) -> None:
    """A gap in a run, or half a batch at its end, is an error and no shorter run."""
    with SqliteStore(journal) as store:
        store.append("r", 20, "batch", (NoteTaken(AT, "", "one"), NoteTaken(AT, "", "two")))
    change(journal, statement)
    with SqliteStore(journal) as store, pytest.raises(StoreError, match=f"r 的日志第 {seq} 条"):
        store.read("r")


def test_a_missing_table(journal: Path) -> None:
    """A file that calls itself a journal and has no tables of one is damaged."""
    change(journal, "DROP TABLE event")
    with SqliteStore(journal) as store, pytest.raises(StoreError, match="损坏"):
        store.read("r")


def test_flipped_bytes_never_pass_for_sound(journal: Path) -> None:
    """Any few bytes overwritten: either a StoreError, or every event reads as it was."""
    sound = journal.read_bytes()
    with SqliteStore(journal) as store:
        before = store.read("r")
    chance = random.Random(3)  # noqa: S311 - seeded on purpose
    found = 0
    for _ in range(150):
        data = bytearray(sound)
        start = chance.randrange(len(data) - 8)
        for offset in range(chance.choice((1, 8))):
            data[start + offset] ^= chance.randrange(1, 256)
        journal.write_bytes(data)
        try:
            with SqliteStore(journal, timeout=0.1) as store:
                assert store.read("r") == before
                store.append("r", 20, "new", (NoteTaken(AT, "", ""),))
        except StoreError:
            found += 1
        journal.with_name("room.db-journal").unlink(missing_ok=True)
    assert found > 25


def test_a_directory(tmp_path: Path) -> None:
    """A directory cannot hold journals."""
    assert "a folder" in refused(tmp_path).en


def test_a_device() -> None:
    """What is neither file nor folder is refused: SQLite itself would write to it."""
    refused(Path("/dev/null"))


def test_a_missing_directory(tmp_path: Path) -> None:
    """A folder that is not there is named, and not made."""
    assert str(tmp_path / "no") in refused(tmp_path / "no" / "room.db").en
    assert not (tmp_path / "no").exists()


@pytest.fixture
def nobody() -> Iterator[Path]:
    """Give a folder for anybody, and be nobody in particular: permissions bind nobody who is root."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o777)
        root = os.geteuid() == 0
        if root:
            os.seteuid(65534)
        try:
            yield Path(folder)
        finally:
            if root:
                os.seteuid(0)


def test_a_read_only_file(nobody: Path) -> None:
    """A file that may not be written is refused at opening, not at the first command of a show."""
    path = nobody / "room.db"
    SqliteStore(path).close()
    path.chmod(0o444)
    assert "read-only" in refused(path).en


@pytest.mark.parametrize("exists", [True, False])
def test_a_read_only_directory(nobody: Path, exists: bool) -> None:
    """A folder that may not be written has no room for SQLite's journal beside the file."""
    folder = nobody / "folder"
    folder.mkdir()
    if exists:
        SqliteStore(folder / "room.db").close()
        (folder / "room.db-journal").unlink(missing_ok=True)
    folder.chmod(0o555)
    refused(folder / "room.db")
    folder.chmod(0o755)
