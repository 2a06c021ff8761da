"""Files: what a runbook is read from, on disk, in the package, or as the texts that a run pinned."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property, lru_cache
from typing import Protocol

from sopkit.content import Entry, Library, is_path
from sopkit.definition.runbook import Source
from sopkit.errors import cause
from sopkit.frozen import frozen
from sopkit.loader import rules
from sopkit.loader.text import Text, checked, decode

__all__ = ["DiskFile", "File", "Files", "HeldFile", "OnDisk", "Pinned", "PinnedFile"]

_decoded = lru_cache(maxsize=128)(decode)
_checked = lru_cache(maxsize=128)(checked)


class File(Protocol):
    """One file: its id (the stem), its logical name, what a person is shown, and its text."""

    @property
    def id(self) -> str:
        """Its stem."""
        ...

    @property
    def name(self) -> str:
        """Its logical name, such as ``runbooks/hold-order.yaml``."""
        ...

    @property
    def shown(self) -> str:
        """What a person is shown."""
        ...

    def text(self) -> Text:
        """Return its text, with what is wrong with its bytes noted in it."""
        ...

    def shared(self) -> Text:
        """Return its text, the same one for as long as the file stays the same; for a file that others use."""
        ...


class Files(Protocol):
    """Where further files are found."""

    def runbook(self, name: str, beside: File) -> File | None:
        """Return the runbook that *beside* calls *name*."""
        ...

    def runbook_ids(self) -> Sequence[str]:
        """Return the ids of all runbooks."""
        ...

    def roles(self) -> tuple[File, ...]:
        """Return all role files, the nearest first."""
        ...

    def roles_of(self, file: File) -> tuple[File, ...]:
        """Return the role files that come with *file* where it is from an installed pack."""
        ...


@frozen
class DiskFile:
    """A file of a `Library`."""

    entry: Entry

    @property
    def id(self) -> str:
        """Its stem."""
        return self.entry.id

    @property
    def name(self) -> str:
        """Its logical name."""
        return self.entry.name

    @property
    def shown(self) -> str:
        """What a person is shown."""
        return self.entry.shown

    def text(self) -> Text:
        """Return its text; a file that cannot be read is a finding like any other."""
        return self._by(decode)

    def shared(self) -> Text:
        """Return its text, the same one for as long as its bytes stay the same."""
        return self._by(_decoded)

    def _by(self, decoding: Callable[[bytes, str], Text]) -> Text:
        try:
            raw = self.entry.read()
        except OSError as error:
            text = Text(self.shown, "", broken=True)
            why, why_en = cause(error)
            rule = rules.NO_FILE if isinstance(error, FileNotFoundError) else rules.UNREADABLE
            args = {"hint": "", "hint_en": ""} if rule is rules.NO_FILE else {"why": why, "why_en": why_en}
            text.findings.append(rule.at(text.span(0, 0), name=self.shown, **args))
            return text
        return decoding(raw, self.shown)


@frozen
class HeldFile(DiskFile):
    """A file whose text is at hand, such as one that is being typed; the rest of the library is as it is on disk."""

    held: Text

    def text(self) -> Text:
        """Return the text at hand."""
        return self.held

    def shared(self) -> Text:
        """Return the text at hand."""
        return self.held


@frozen
class OnDisk:
    """Files found by a `Library`."""

    library: Library

    def runbook(self, name: str, beside: File) -> File | None:
        """Return the runbook that *beside* calls *name*."""
        entry = self.library.runbook(name, beside.entry if isinstance(beside, DiskFile) else None)
        return None if entry is None else DiskFile(entry)

    def runbook_ids(self) -> Sequence[str]:
        """Return the ids of all runbooks."""
        return [entry.id for entry in self.library.runbooks()]

    def roles(self) -> tuple[File, ...]:
        """Return all role files, the nearest first."""
        return tuple(DiskFile(entry) for entry in self.library.roles())

    def roles_of(self, file: File) -> tuple[File, ...]:
        """Return the role files that come with *file* where it is from an installed pack."""
        shelf = file.entry.shelf if isinstance(file, DiskFile) else None
        return tuple(DiskFile(entry) for entry in shelf.roles.entries()) if shelf and shelf.roles else ()


@frozen
class PinnedFile:
    """One pinned text."""

    source: Source

    @property
    def id(self) -> str:
        """Its stem."""
        return self.source.name.rsplit("/", 1)[-1].rsplit(".", 1)[0]

    @property
    def name(self) -> str:
        """Its logical name."""
        return self.source.name

    @property
    def shown(self) -> str:
        """What a person is shown."""
        return self.source.name

    def text(self) -> Text:
        """Return its text."""
        return checked(self.source.text, self.source.name)

    def shared(self) -> Text:
        """Return its text, the same one each time."""
        return _checked(self.source.text, self.source.name)


@frozen
class Pinned:
    """The texts that a run pinned: nothing else is looked at."""

    sources: tuple[Source, ...]

    def runbook(self, name: str, beside: File) -> File | None:  # noqa: ARG002 -- ids are unique among pinned texts
        """Return the pinned runbook whose stem *name* has."""
        stem = name.replace("\\", "/").rsplit("/", 1)[-1]
        stem = stem.rsplit(".", 1)[0] if is_path(stem) else stem
        return self._runbooks.get(stem)

    def runbook_ids(self) -> Sequence[str]:
        """Return the ids of the pinned runbooks."""
        return list(self._runbooks)

    @cached_property
    def _runbooks(self) -> dict[str, PinnedFile]:
        files = [PinnedFile(source) for source in self.sources if source.name.startswith("runbooks/")]
        return {file.id: file for file in reversed(files)}

    def roles(self) -> tuple[File, ...]:
        """Return the pinned role files."""
        return tuple(PinnedFile(source) for source in self.sources if source.name.startswith("roles/"))

    def roles_of(self, file: File) -> tuple[File, ...]:  # noqa: ARG002
        """Return nothing: every pinned role is among `roles`."""
        return ()
