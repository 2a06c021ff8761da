"""Bad surroundings: a disk that is full, a file that is damaged or foreign; clear errors, and nothing lost."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

import sopkit
from sopkit import commands as cm
from sopkit.errors import StoreError
from sopkit.stores.sqlite import SqliteStore
from tests.engine.rooms import NOON, start

BOOK = "procedures: {talk: {title: 讲, steps: [{id: one, role: 主播}, {id: two, role: 主播}]}}"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Make a file with a run in the middle of its show."""
    path = tmp_path / "room.db"
    with SqliteStore(path) as store:
        show = start(BOOK, store=store)
        show.run.open("talk", by="小美")
        show.run.complete("one", by="小美", key="k1")
    return path


def taken_up(store: SqliteStore) -> sopkit.Run:
    """Take the run up again."""
    return sopkit.resume("show", store=store, clock=sopkit.HandClock(NOON))


def assert_clear(error: StoreError, path: Path) -> None:
    """Check that an error names the file, speaks both languages, and has the exit code of the store."""
    assert error.exit_code == 5
    assert error.path == str(path)
    assert str(path) in error.zh
    assert str(path) in error.en


def test_a_full_disk_in_mid_show(path: Path) -> None:
    """The command is not kept and says what to do; reopened, nothing that was acknowledged is missing."""
    with SqliteStore(path) as store:
        run = taken_up(store)
        db = store._connection.get()
        (pages,) = db.execute("PRAGMA page_count").fetchone()
        db.execute(f"PRAGMA max_page_count={pages}")
        with pytest.raises(StoreError, match="磁盘已满") as caught:
            run.do(cm.TakeNote("阿杰", "长" * 100_000), key="k2")
        assert_clear(caught.value, path)
        with pytest.raises(StoreError, match="重新打开"):
            run.complete("two", by="小美")
        with pytest.raises(StoreError):
            run.board()
    with SqliteStore(path) as store:
        run = taken_up(store)
        assert run.complete("one", by="小美", key="k1").repeated
        assert not run.do(cm.TakeNote("阿杰", "长" * 100_000), key="k2").repeated
        run.complete("two", by="小美")


@pytest.mark.parametrize("what", ["data = replace(data, '小美', '老王')", "crc = crc + 1", "ver = ver + 10"])
def test_a_damaged_journal(path: Path, what: str) -> None:
    """A record that is not as it was written is named, and the run is not taken up as something else."""
    with sqlite3.connect(path) as db:
        db.execute(f"UPDATE event SET {what} WHERE ver = 5")  # noqa: S608 - of the constants above
    db.close()
    with SqliteStore(path) as store, pytest.raises(StoreError, match=r"损坏|不是完好") as caught:
        taken_up(store)
    assert_clear(caught.value, path)


def test_damage_in_mid_show_is_told_and_keeps_what_is_known(path: Path) -> None:
    """The open run refuses to go on over a hole, and says why."""
    with SqliteStore(path) as store, SqliteStore(path) as other:
        run = taken_up(store)
        taken_up(other).note("别人写的", by="阿杰")
        with sqlite3.connect(path) as db:
            db.execute("UPDATE event SET crc = crc + 1 WHERE ver = (SELECT max(ver) FROM event)")
        db.close()
        before = run.state.version
        with pytest.raises(StoreError) as caught:
            run.complete("two", by="小美")
        assert_clear(caught.value, path)
        assert run.state.version == before


def test_a_file_that_is_no_journal(tmp_path: Path) -> None:
    """Text, another program's database, a folder, a place that is not there: refused, and left as it was."""
    text = tmp_path / "notes.db"
    text.write_text("这不是数据库" * 200, "utf-8")
    foreign = tmp_path / "foreign.db"
    with sqlite3.connect(foreign) as db:
        db.execute("CREATE TABLE event (id INTEGER)")
    db.close()
    for path in (text, foreign, tmp_path, tmp_path / "nowhere" / "room.db"):
        before = path.read_bytes() if path.is_file() else None
        with pytest.raises(StoreError) as caught, SqliteStore(path) as store:
            start(BOOK, store=store)
        assert_clear(caught.value, path)
        assert (path.read_bytes() if path.is_file() else None) == before


def test_a_file_that_may_not_be_written(path: Path) -> None:
    """Readable only: the show can be looked at, and a command says that nothing can be kept."""
    with SqliteStore(path) as store:
        run = taken_up(store)
        store._connection.get().execute("PRAGMA query_only=ON")
        assert run.board().mine_now
        with pytest.raises(StoreError) as caught:
            run.complete("two", by="小美")
        assert_clear(caught.value, path)
        store._connection.get().execute("PRAGMA query_only=OFF")
        assert [c.target for c in run.legal()] == ["two"], "what was not kept was not done"
        run.complete("two", by="小美")
