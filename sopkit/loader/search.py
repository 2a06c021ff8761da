"""Search: from the id or path that a person gives to the file, and to the library around it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sopkit.content import Entry, Library, is_path, library_beside
from sopkit.finding import Finding
from sopkit.loader import rules
from sopkit.loader.files import DiskFile, OnDisk
from sopkit.loader.reading import hint
from sopkit.loader.text import Text
from sopkit.near import begun, near

__all__ = ["at_path", "find"]


def find(name_or_path: str | Path, folders: Sequence[Path] = ()) -> tuple[DiskFile, OnDisk] | Finding:
    """Return the runbook of that id or path, and where the files are found that it uses; or say that there is none."""
    if isinstance(name_or_path, Path) or is_path(name_or_path) or "/" in name_or_path or "\\" in name_or_path:
        return at_path(Path(name_or_path), folders, shown=str(name_or_path))
    library = library_beside(None, folders)
    entry = library.runbook(name_or_path)
    if entry is None:
        return _unknown(name_or_path, library)
    if entry.shelf is not None and isinstance(entry.place, Path) and not entry.shelf.shipped:
        library = library_beside(entry.place.parent, folders)
    return DiskFile(entry), OnDisk(library)


def at_path(path: Path, folders: Sequence[Path] = (), *, shown: str = "") -> tuple[DiskFile, OnDisk]:
    """Return the runbook at *path*, whether it is there or not, and where the files are found that it uses."""
    library = library_beside(path.parent, folders)
    shelf = next((one for one in library.shelves if one.kind == "runbooks" and one.folder == path.parent), None)
    stem = path.name.rsplit(".", 1)[0]
    return DiskFile(Entry(stem, f"runbooks/{stem}.yaml", shown or str(path), path, shelf)), OnDisk(library)


def _unknown(name: str, library: Library) -> Finding:
    """Say that there is no such runbook, naming the near ones or else all."""
    text = Text(name, "")
    known = [entry.id for entry in library.runbooks()]
    hints = hint(near(name, known) or begun(name, known))
    return rules.NO_RUNBOOK.at(text.span(0, 0), name=name, **hints)
