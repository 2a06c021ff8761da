"""Targets: from the files, folders and ids that a person names to the files that are linted."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from sopkit.content import SUFFIXES

__all__ = ["files_of", "stamps"]

_HOMES = frozenset(("runbooks", "roles", "wording"))
_HEAD = re.compile(rb"^\s*sop\s*(:|\xef\xbc\x9a)", re.MULTILINE)
_READ = 4096


def files_of(names: Iterable[str]) -> tuple[list[Path | str], list[str]]:
    """
    Return what *names* lead to, each once, and the folders in which nothing was found.

    In a folder, and those in it, a YAML file is taken if it is in
    ``runbooks``, ``roles`` or ``wording``, or says ``sop:`` near its head:
    other tools keep YAML there, too.
    """
    found: dict[str, Path | str] = {}
    barren: list[str] = []
    for name in names:
        path = Path(name)
        if not path.is_dir():
            is_path = name.endswith(SUFFIXES) or "/" in name or "\\" in name or path.exists()
            found.setdefault(name, path if is_path else name)
            continue
        inside = list(_inside(path))
        if not inside:
            barren.append(name)
        for one in inside:
            found.setdefault(str(one), one)
    return list(found.values()), barren


def _inside(folder: Path) -> Iterator[Path]:
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name != "node_modules")
        for name in sorted(names):
            path = Path(here, name)
            if name.endswith(SUFFIXES) and not name.startswith(".") and (path.parent.name in _HOMES or _ours(path)):
                yield path


def _ours(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            head = file.read(_READ)
    except OSError:
        return False
    # NUL: UTF-16, which is told as such once it is linted.
    return _HEAD.search(head.replace(b"\x00", b"")) is not None


def stamps(names: Iterable[str]) -> dict[str, tuple[int, int]]:
    """Return when each file that *names* lead to was last changed, and its size: what a watch compares."""
    found: dict[str, tuple[int, int]] = {}
    for one in files_of(names)[0]:
        try:
            stat = Path(one).stat()
        except OSError:
            continue
        found[str(one)] = (stat.st_mtime_ns, stat.st_size)
    return found
