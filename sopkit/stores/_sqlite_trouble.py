"""What SQLite complains of, as a StoreError that says what happened, where, and what to do now."""

from __future__ import annotations

import sqlite3

from sopkit.errors import StoreError

__all__ = ["FATAL", "code_of", "foreign", "moved", "not_whole", "trouble"]

FATAL = frozenset({sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
"""After these the file is not touched again through the same store: what the disk holds is not known."""

_DAMAGED = (
    "文件已损坏，不是完好的 SQLite 数据库。请停止使用它，用备份恢复；原文件请留着",
    "the file is damaged, it is no sound SQLite database. Stop using it, restore a backup, keep this one aside",
)
_NOT_OPEN = (
    "打不开：请检查目录是否存在、是否可写，路径是不是文件",
    "cannot be opened: check that the folder exists and is writable, and that the path names a file",
)
_WORDS = {
    sqlite3.SQLITE_BUSY: (
        "别的进程一直在写，等了 {timeout:g} 秒还没轮到。本次没有写入；请稍后重试",
        "another process kept writing for {timeout:g} seconds. Nothing was written; try again",
    ),
    sqlite3.SQLITE_READONLY: (
        "只读，不能写入。请改文件和目录的权限，或换一个可写的位置",
        "read-only. Change the permissions of the file and its folder, or use another place",
    ),
    sqlite3.SQLITE_PERM: (
        "没有权限。请改文件和目录的权限",
        "permission denied. Change the permissions of the file and its folder",
    ),
    sqlite3.SQLITE_IOERR: (
        "磁盘读写出错，日志库已自行关闭。请检查磁盘，重新打开后用同一个 key 重发上一条",
        "the disk failed, the store closed itself. Check the disk, open it again, resend with the same key",
    ),
    sqlite3.SQLITE_FULL: (
        "磁盘已满，日志库已自行关闭。请腾出空间，重新打开后用同一个 key 重发上一条",
        "the disk is full, the store closed itself. Make room, open it again, resend with the same key",
    ),
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: (
        "不是 SQLite 数据库，没有改动它。请换一个路径",
        "not a SQLite database; it was left as it is. Use another path",
    ),
    sqlite3.SQLITE_CANTOPEN: _NOT_OPEN,
}


def trouble(error: sqlite3.Error, path: str, timeout: float) -> StoreError:
    """Return the error that says what *error* means for the file at *path*."""
    if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_READONLY_DBMOVED:
        return moved(path)
    code = code_of(error)
    zh, en = _WORDS.get(code, ("SQLite 报错", "SQLite failed"))
    if "no such" in str(error) or "has no column" in str(error):
        zh, en = _DAMAGED
    return StoreError(
        f"{path}：{zh.format(timeout=timeout)}。（{error}）",
        f"{path}: {en.format(timeout=timeout)}. ({error})",
        path=path,
    )


def code_of(error: sqlite3.Error) -> int:
    """Return the primary result code; 0 where the error is not SQLite's own."""
    code: int = getattr(error, "sqlite_errorcode", 0)
    return code & 0xFF


def moved(path: str) -> StoreError:
    """Return the error for a file that was deleted, moved or replaced while it was open."""
    return StoreError(
        f"{path}：文件在使用中被删除、移走或替换了，本次没有写入。请把原文件放回去，再重新打开。",
        f"{path}: the file was deleted, moved or replaced while in use; nothing was written. "
        "Put the file back, then open it again.",
        path=path,
    )


def foreign(path: str) -> StoreError:
    """Return the error for a sound SQLite file that another program made."""
    return StoreError(
        f"{path}：这是别的程序的 SQLite 数据库，不是 sopkit 的日志库，没有改动它。请换一个路径。",
        f"{path}: a SQLite database of another program, not a journal of sopkit; it was left as it is. Use another path.",
        path=path,
    )


def not_whole(path: str, run: str, seq: int) -> StoreError:
    """Return the error for a record that is missing, out of place or not what was written."""
    return StoreError(
        f"{path}：{run} 的日志第 {seq} 条缺失或与写入时不一致，文件已损坏。请停止使用它，用备份恢复；原文件请留着。",
        f"{path}: event {seq} of {run} is missing or not as it was written: the file is damaged. "
        "Stop using it, restore a backup, keep this one aside.",
        path=path,
    )
