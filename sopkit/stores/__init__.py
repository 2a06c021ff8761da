"""Where journals are kept: in memory, or in one SQLite file; `open_store` opens either by its address."""

from __future__ import annotations

from sopkit.errors import UsageError
from sopkit.stores.memory import MemoryStore
from sopkit.stores.protocol import Appended, Entry, RunSummary, Store

__all__ = ["Appended", "Entry", "MemoryStore", "RunSummary", "Store", "open_store"]

_SQLITE = "sqlite:///"
_FORMS_ZH = "可用的写法：memory:、sqlite:///相对路径.db、sqlite:////绝对路径.db，或直接写以 .db 结尾的路径"
_FORMS_EN = "use memory:, sqlite:///relative.db, sqlite:////absolute.db, or a plain path that ends in .db"


def open_store(url: str, *, timeout: float = 30.0) -> Store:
    """
    Open the store at *url*; a SQLite file that does not exist is made.

    Args:
        url: ``memory:``, ``sqlite:///relative.db``, ``sqlite:////absolute.db``
            or a plain path that ends in ``.db``.

        timeout: For how many seconds a command waits for another process that
            is writing to the same file.
    """
    if url in {"memory:", "memory://"}:
        return MemoryStore()
    path = url.removeprefix(_SQLITE) if url.startswith(_SQLITE) else url
    if _is_path(path) and (path != url or path.endswith(".db")):
        from sopkit.stores.sqlite import SqliteStore

        return SqliteStore(path, timeout=timeout)
    if url.startswith(("postgresql:", "postgres:", "postgresql+")):
        raise UsageError(
            f"{url.partition('@')[2] or url}：这个版本还不带 PostgreSQL 日志库。{_FORMS_ZH}。",
            f"{url.partition('@')[2] or url}: PostgreSQL is not part of this version; {_FORMS_EN}.",
        )
    raise UsageError(f"不认识的日志库地址 {url!r}。{_FORMS_ZH}。", f"not the address of a store: {url!r}; {_FORMS_EN}.")


def _is_path(path: str) -> bool:
    return bool(path) and "://" not in path and "\0" not in path and path != ":memory:"
