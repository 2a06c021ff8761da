"""The loader: YAML files into runbooks and roles, with everything that is wrong found in one pass."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from sopkit.content import library_beside
from sopkit.definition.runbook import Runbook, Source
from sopkit.errors import DefinitionError
from sopkit.finding import Finding, Severity
from sopkit.loader.book import build
from sopkit.loader.files import OnDisk, Pinned, PinnedFile
from sopkit.loader.roles import Cast
from sopkit.loader.search import find
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
    found = find(name_or_path, folders)
    return (None, (found,)) if isinstance(found, Finding) else build(*found)
