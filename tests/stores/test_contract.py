"""Both stores keep every rule of the contract."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sopkit.stores import MemoryStore, Store, open_store
from sopkit.testing import StoreContract


class TestMemoryStore(StoreContract):
    """The store in memory."""

    @pytest.fixture
    def store(self) -> Iterator[Store]:
        """Open a new store."""
        with MemoryStore() as store:
            yield store


class TestSqliteStore(StoreContract):
    """The store in a SQLite file."""

    @pytest.fixture
    def store(self, tmp_path: Path) -> Iterator[Store]:
        """Open a new file."""
        with open_store(f"sqlite:///{tmp_path / 'room.db'}") as store:
            yield store


class TestSqliteStoreWithLog(StoreContract):
    """The store in a SQLite file with a write-ahead log, as newer versions of SQLite have it."""

    @pytest.fixture
    def store(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
        """Open a new file; the store has one connection, so the log is safe in any version."""
        monkeypatch.setattr("sopkit.stores._sqlite_file.wal_is_safe", lambda version: True)
        with open_store(f"sqlite:///{tmp_path / 'room.db'}") as store:
            yield store
