"""Paper: what a command made goes to the output, or whole into a file."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from sopkit.errors import cause
from sopkit_cli.complaint import usage
from sopkit_cli.language import t
from sopkit_cli.terminal import Terminal

__all__ = ["deliver", "write_whole"]


def deliver(terminal: Terminal, text: str, out: Path | None) -> None:
    """Print *text* as it is, or write it to *out* and say so."""
    if out is None:
        print(text, end="")
        return
    write_whole(out, text.encode())
    terminal.line(t("paper.written", path=out))


def write_whole(path: Path, data: bytes) -> None:
    """
    Write a file so that nobody finds half of it: beside it first, then in its place.

    Raises:
        UsageError: it cannot be written; what stood there before still does.
    """
    if path.is_dir():
        raise usage("cannot-write", path=path, why=cause(IsADirectoryError(errno.EISDIR, "")))
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_bytes(data)
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise usage("cannot-write", path=path, why=cause(error)) from None
