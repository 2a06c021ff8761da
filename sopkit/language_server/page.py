"""Page: one file as it is being typed: its text, its tree, every name that it may use and where that is defined."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path

from sopkit.finding import Span
from sopkit.frozen import frozen
from sopkit.language_server.walk import Spot, walk
from sopkit.loader.book import Built, build_whole
from sopkit.loader.files import DiskFile, HeldFile, OnDisk
from sopkit.loader.item import Item
from sopkit.loader.nodes import Node, parse
from sopkit.loader.roles import Cast
from sopkit.loader.search import at_path
from sopkit.loader.text import Text, checked

__all__ = ["Known", "Page", "is_ours"]

_HEAD = re.compile(r"^sop[ \t]*[:：]", re.MULTILINE)


def is_ours(text: str, path: Path) -> bool:
    """Whether a YAML file is a runbook or a role, and not some other tool's."""
    return path.parent.name in ("runbooks", "roles") or _HEAD.search(text[:4096]) is not None


@frozen
class Known:
    """One thing that has a name: what people call it, what is said of it, and where it is defined."""

    name: str
    title: str
    note: str = ""
    file: Path | None = None
    span: Span | None = None
    text: Text | None = None


class Page:
    """A text that is, or will be, the file at *path*."""

    def __init__(self, text: str, path: Path, folders: Sequence[Path] = ()) -> None:
        file, library = at_path(path, folders)
        self.path = path
        self.text = checked(text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"), file.shown)
        self.table = "role" if path.parent.name == "roles" else "runbook"
        self.file = HeldFile(file.entry, self.text)
        self.library: OnDisk = library

    @cached_property
    def root(self) -> Node | None:
        """The tree, where there is one."""
        return parse(self.text)[0]

    @cached_property
    def spots(self) -> tuple[Spot, ...]:
        """Every key and value."""
        return () if self.root is None else tuple(walk(self.root, self.table))

    @cached_property
    def built(self) -> Built:
        """What became of the file."""
        return build_whole(self.file, self.library)

    @cached_property
    def cast(self) -> Cast:
        """The roles of the role files."""
        return Cast(self.library.roles())

    def at(self, offset: int) -> Spot | None:
        """Return the key or value at *offset*."""
        for spot in self.spots:
            span = spot.node.part(0, len(spot.node.value))
            if span.start <= offset <= span.end:
                return spot
        return None

    def known(self, kind: str, scope: str = "") -> Iterator[Known]:
        """Yield everything of *kind* (``role``, ``step``, ``param``…) that can be named inside *scope*."""
        if kind == "role":
            yield from self._roles()
            return
        names = self.built.names
        if names is None:
            return
        if kind == "step":
            owner = names.owners["faults" if scope.startswith("fault:") else "procedures"].get(
                scope.rsplit(":", maxsplit=1)[-1]
            )
            items: dict[str, Item] = names.steps.get(scope, {})
            yield from (_of(name, item, owner.file if owner else None) for name, item in items.items())
        elif kind == "phase":
            yield from (_of(name, item, self.file) for name, item in names.main.items["phases"].items())
        elif kind == "runbook":
            yield from (Known(name, "") for name in self.library.runbook_ids() if name != self.file.id)
        elif f"{kind}s" in names.owners:
            for name, draft in names.owners[f"{kind}s"].items():
                yield _of(name, draft.items[f"{kind}s"][name], draft.file)

    def _roles(self) -> Iterator[Known]:
        inline = self.built.main.inline
        for name, role in inline.items():
            span = self.built.main.reading.roles.get(name)
            yield Known(name, role.title, "、".join(role.duties), self.path, span, self.text)
        for name, role in self.cast.roles.items():
            if name not in inline:
                file = self.cast.files[name]
                text = file.text()
                yield Known(name, role.title, "、".join(role.duties), _place(file), text.span(0, 0), text)


def _of(name: str, item: Item, file: object) -> Known:
    text = item.anchor.text
    return Known(name, item.get("title", ""), item.get("note", ""), _place(file), item.anchor.span, text)


def _place(file: object) -> Path | None:
    if isinstance(file, DiskFile) and isinstance(file.entry.place, Path):
        return file.entry.place
    return None
