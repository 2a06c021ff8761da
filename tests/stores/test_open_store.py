"""A store is opened by its address; what is no address, or no place for a journal, is refused in words."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from sopkit.errors import UsageError
from sopkit.stores import MemoryStore, open_store
from sopkit.stores.sqlite import SqliteStore


def test_memory_is_opened_by_name() -> None:
    """``memory:`` is a new, empty store each time."""
    with open_store("memory:") as store, open_store("memory:") as other:
        assert isinstance(store, MemoryStore)
        assert store is not other


def test_a_relative_address_is_a_file_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three slashes name a file from where we are, and it stays that file when we move."""
    monkeypatch.chdir(tmp_path)
    with open_store("sqlite:///room.db") as store:
        assert isinstance(store, SqliteStore)
        assert store.path == str(tmp_path / "room.db")
    assert (tmp_path / "room.db").is_file()


def test_an_absolute_address_is_a_file_from_the_root(tmp_path: Path) -> None:
    """Four slashes name a file from the root, and any characters may be in its name."""
    path = tmp_path / "直播间 1?#%20.db"
    with open_store(f"sqlite:///{path}"):
        assert path.is_file()


def test_a_plain_path_that_ends_in_db_will_do(tmp_path: Path) -> None:
    """What a person types is taken as a file."""
    with open_store(str(tmp_path / "room.db")):
        assert (tmp_path / "room.db").is_file()


@pytest.mark.parametrize(
    "url",
    ["", "room", "mysql://x/room.db", "sqlite://", "sqlite:///", "sqlite:///:memory:", "file:///x.db", "a\0.db"],
)
def test_anything_else_is_told_the_forms(url: str) -> None:
    """What is no address is answered with the addresses that there are."""
    with pytest.raises(UsageError) as caught:
        open_store(url)
    for form in ("memory:", "sqlite:///", "sqlite:////", ".db"):
        assert form in caught.value.zh
        assert form in caught.value.en


@pytest.mark.parametrize("url", ["postgresql://me:geheim@db/sop", "postgres://db/sop", "postgresql+psycopg://db/sop"])
def test_postgresql_is_not_part_of_this_version(url: str) -> None:
    """A PostgreSQL address is known and refused, and its password is not repeated."""
    with pytest.raises(UsageError, match="PostgreSQL") as caught:
        open_store(url)
    assert "geheim" not in caught.value.zh + caught.value.en


def test_memory_needs_no_sqlite(start: Callable[..., subprocess.Popen[str]]) -> None:
    """SQLite is imported only by who opens a file."""
    code = "import sys, sopkit.stores as s; s.open_store('memory:'); sys.exit('sqlite3' in sys.modules)"
    assert start(code).wait(60) == 0
