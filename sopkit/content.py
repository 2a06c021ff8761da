"""Content: where runbooks, roles and wording rules are found, a team's own first and what is shipped after."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import field

from sopkit.frozen import frozen

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

__all__ = ["Entry", "Library", "is_path", "library_beside", "packs", "shipped"]

SUFFIXES = (".yaml", ".yml")
PACKS = "sopkit.runbooks"
"""The group of entry points under which a package publishes its runbooks."""


@frozen
class Entry:
    """
    One file of content.

    ``name`` is the logical name that a run pins (``runbooks/standard-live.yaml``),
    ``shown`` what a person is shown, ``place`` where it is.
    """

    id: str
    name: str
    shown: str
    place: Traversable = field(eq=False, repr=False)
    shelf: Shelf | None = field(default=None, eq=False, repr=False)

    def read(self) -> bytes:
        """Return its bytes."""
        return self.place.read_bytes()


@frozen
class Shelf:
    """A folder of one kind of file; ``kind`` is ``runbooks``, ``roles`` or ``wording``."""

    kind: str
    folder: Traversable
    shown: str
    shipped: bool = False
    roles: Shelf | None = field(default=None, eq=False, repr=False)
    """The roles that come with the runbooks of an installed pack."""

    def entry(self, file: str) -> Entry:
        """Return the entry of the file of that name, whether it is there or not."""
        stem = file.rsplit(".", 1)[0]
        shown = f"{self.shown}/{file}" if self.shown else file
        return Entry(stem, f"{self.kind}/{stem}.yaml", shown, self.folder.joinpath(file), self)

    def find(self, name: str) -> Entry | None:
        """Return the entry of id *name*, if its file is here."""
        for suffix in SUFFIXES:
            entry = self.entry(name + suffix)
            if entry.place.is_file():
                return entry
        return None

    def entries(self) -> Iterator[Entry]:
        """Yield every file here, by name."""
        try:
            names = sorted(child.name for child in self.folder.iterdir())
        except OSError:
            return
        yield from (self.entry(name) for name in names if name.endswith(SUFFIXES) and not name.startswith("."))


@frozen
class Library:
    """Shelves in the order in which they are searched: a team's own before what is shipped."""

    shelves: tuple[Shelf, ...]

    def runbook(self, name: str, beside: Entry | None = None) -> Entry | None:
        """Return the runbook called *name*: an id, or a path relative to the file that names it."""
        if is_path(name):
            if beside is None or beside.shelf is None:
                return None
            return _relative(beside.shelf, name)
        if "/" in name or "\\" in name or name.startswith("."):
            return None
        for shelf in self._of("runbooks"):
            entry = shelf.find(name)
            if entry is not None:
                return entry
        # What is installed is looked through last, and only for an id that nothing else has.
        return next((entry for shelf in packs() if (entry := shelf.find(name)) is not None), None)

    def runbooks(self) -> tuple[Entry, ...]:
        """Return every runbook, each id once."""
        return self._entries("runbooks")

    def roles(self) -> tuple[Entry, ...]:
        """Return every role file, each id once."""
        return self._entries("roles")

    def wording(self) -> tuple[Entry, ...]:
        """Return every file of wording rules, each id once."""
        return self._entries("wording")

    def _of(self, kind: str) -> Iterator[Shelf]:
        return (shelf for shelf in self.shelves if shelf.kind == kind)

    def _entries(self, kind: str) -> tuple[Entry, ...]:
        found: dict[str, Entry] = {}
        for shelf in self._of(kind):
            for entry in shelf.entries():
                found.setdefault(entry.id, entry)
        return tuple(found.values())


def is_path(name: str) -> bool:
    """Whether *name* is written as a path rather than an id."""
    return name.endswith(SUFFIXES)


def _relative(shelf: Shelf, name: str) -> Entry | None:
    *folders, file = name.replace("\\", "/").split("/")
    folder, shown = shelf.folder, shelf.shown
    if not isinstance(folder, Path) or not all(folders or ("x",)):
        return None
    for part in folders:
        folder = folder / part
    shown = (Path(shown) / "/".join(folders)).as_posix() if folders else shown
    entry = Shelf("runbooks", folder, "" if shown == "." else shown).entry(file)
    return entry if entry.place.is_file() else None


def shipped() -> Library:
    """Return what comes with sopkit: inside the package once installed, beside it in a checkout."""
    package = _package()
    inside = package.joinpath("_content")
    shelves = []
    for kind in ("runbooks", "roles"):
        folder = inside.joinpath(kind)
        if not folder.is_dir() and isinstance(package, Path):
            folder = package.parent / kind
        shelves.append(Shelf(kind, folder, kind, shipped=True))
    shelves.append(Shelf("wording", package.joinpath("wording", "rules"), "wording", shipped=True))
    return Library(tuple(shelves))


def _package() -> Traversable:
    """Return the folder of sopkit: a path, or what importlib has for one that is not on disk."""
    folder = Path(__file__).parent
    if folder.is_dir():
        return folder
    from importlib.resources import files

    return files("sopkit")


@cache
def packs() -> tuple[Shelf, ...]:
    """
    Return the runbooks of installed packs: packages that name themselves under ``sopkit.runbooks``.

    The entry point's value is a package with a folder ``runbooks`` in it,
    and perhaps one of ``roles``.
    """
    from importlib.metadata import entry_points
    from importlib.resources import files

    shelves = []
    for point in sorted(entry_points(group=PACKS), key=lambda point: point.name):
        try:
            inside = files(point.module)
        except ImportError:
            continue  # half uninstalled: whoever asks for one of its ids is told that there is none
        roles = Shelf("roles", inside.joinpath("roles"), f"{point.name}/roles")
        shelves.append(Shelf("runbooks", inside.joinpath("runbooks"), f"{point.name}/runbooks", roles=roles))
    return tuple(shelves)


def library_beside(folder: Path | None, extra: Sequence[Path] = ()) -> Library:
    """Return the library of a file in *folder*: its own shelves, those of *extra* folders, then what is shipped."""
    shelves: dict[tuple[str, str], Shelf] = {}

    def add(kind: str, path: Path) -> None:
        if path.is_dir():
            shown = path.as_posix()
            shelves.setdefault((kind, str(path.resolve())), Shelf(kind, path, "" if shown == "." else shown))

    for one in (*((folder,) if folder is not None else ()), *extra):
        add("runbooks", one)
        add("runbooks", one / "runbooks")
        add("roles", one / "roles")
        add("roles", one.parent / "roles" if one.name else one / ".." / "roles")
        add("wording", one / "wording")
        if one.name == "runbooks":
            add("wording", one.parent / "wording")
    return Library((*shelves.values(), *shipped().shelves))
