"""Wording files: the rules of what may be said, a team's own before those shipped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from sopkit.content import library_beside
from sopkit.errors import DefinitionError
from sopkit.finding import Severity
from sopkit.loader import compiled
from sopkit.wording import Rules

if TYPE_CHECKING:
    from sopkit.content import Entry
    from sopkit.loader.wordbook import Wordbook

__all__ = ["load_wording"]


def load_wording(*, folders: Sequence[Path] = ()) -> Rules:
    """
    Return the wording rules: those in ``wording/`` of *folders*, then those shipped.

    Raises:
        DefinitionError: with every problem of the files.
    """
    entries = library_beside(None, folders).wording()
    if all(entry.shelf is not None and entry.shelf.shipped for entry in entries):
        return _shipped()
    book = _read(entries)
    errors = tuple(one for one in book.findings if one.severity is Severity.ERROR)
    if errors:
        raise DefinitionError(errors)
    return book.rules


@lru_cache(maxsize=1)
def _shipped() -> Rules:
    entries = library_beside(None).wording()
    kept = compiled.read(entries)
    return kept if kept is not None else _read(entries).rules


def _read(entries: Iterable[Entry]) -> Wordbook:
    # For the rules that are kept compiled, what reads them is not needed.
    from sopkit.loader.files import DiskFile
    from sopkit.loader.wordbook import Page, Wordbook

    return Wordbook(Page(DiskFile(entry)) for entry in entries)
