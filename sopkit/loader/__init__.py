"""The loader: YAML files into runbooks and roles, with everything that is wrong found in one pass."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from sopkit.content import Entry, Library, is_path, library_beside
from sopkit.definition.runbook import Runbook, Source
from sopkit.errors import DefinitionError
from sopkit.finding import Finding, Severity
from sopkit.loader import rules
from sopkit.loader.book import build
from sopkit.loader.files import DiskFile, OnDisk, Pinned, PinnedFile
from sopkit.loader.reading import hint
from sopkit.loader.roles import Cast
from sopkit.loader.text import Text
from sopkit.near import near
from sopkit.role import Role

__all__ = ["check", "load", "load_roles", "load_sources"]


def load(name_or_path: str | Path, *, folders: Sequence[Path] = ()) -> Runbook:
    """
    Return the runbook of that id or path.

    An id is looked for in *folders* (each, its ``runbooks/``), then among
    what is shipped; roles and what the file uses are found beside it first.

    Raises:
        DefinitionError: with every problem of the file and of those it uses.
    """
    book, findings = _build(name_or_path, folders)
    if book is None:
        raise DefinitionError(tuple(one for one in findings if one.severity is Severity.ERROR))
    return book


def check(name_or_path: str | Path, *, folders: Sequence[Path] = ()) -> tuple[Finding, ...]:
    """Return everything that is wrong or doubtful with a runbook; an error among them means it does not load."""
    return _build(name_or_path, folders)[1]


def load_sources(sources: tuple[Source, ...]) -> Runbook:
    """
    Return the runbook of pinned texts, the first being its own file. No file is looked at.

    ``load_sources(book.sources) == book``.

    Raises:
        DefinitionError: this version of sopkit cannot read them.
    """
    book, findings = build(PinnedFile(sources[0]), Pinned(sources))
    if book is None:
        raise DefinitionError(tuple(one for one in findings if one.severity is Severity.ERROR))
    return book


def load_roles(*, folders: Sequence[Path] = ()) -> Mapping[str, Role]:
    """
    Return every role that can be named, by id: those of *folders*, then those shipped.

    Raises:
        DefinitionError: with every problem of the role files.
    """
    cast = Cast(OnDisk(library_beside(None, folders)).roles())
    if cast.findings:
        raise DefinitionError(tuple(cast.findings))
    return cast.roles


def _build(name_or_path: str | Path, folders: Sequence[Path]) -> tuple[Runbook | None, tuple[Finding, ...]]:
    if isinstance(name_or_path, Path) or is_path(name_or_path) or "/" in name_or_path or "\\" in name_or_path:
        path = Path(name_or_path)
        library = library_beside(path.parent, folders)
        shelf = next((one for one in library.shelves if one.kind == "runbooks" and one.folder == path.parent), None)
        stem = path.name.rsplit(".", 1)[0]
        return build(DiskFile(Entry(stem, f"runbooks/{stem}.yaml", str(name_or_path), path, shelf)), OnDisk(library))
    library = library_beside(None, folders)
    entry = library.runbook(name_or_path)
    if entry is None:
        return None, (_unknown(name_or_path, library),)
    if entry.shelf is not None and isinstance(entry.place, Path) and not entry.shelf.shipped:
        library = library_beside(entry.place.parent, folders)
    return build(DiskFile(entry), OnDisk(library))


def _unknown(name: str, library: Library) -> Finding:
    """Say that there is no such runbook, naming the near ones or else all."""
    text = Text(name, "")
    hints = hint(near(name, [entry.id for entry in library.runbooks()]))
    return rules.NO_RUNBOOK.at(text.span(0, 0), name=name, **hints)
