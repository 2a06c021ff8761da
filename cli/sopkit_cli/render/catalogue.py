"""Catalogue: the runbooks and roles that are found, as values and as lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sopkit.frozen import frozen
from sopkit_cli.language import language, t
from sopkit_cli.plain import plain
from sopkit_cli.render.wording import head, listed
from sopkit_cli.width import columns_of, pad

if TYPE_CHECKING:
    from sopkit.definition.runbook import Runbook
    from sopkit.role import Role
    from sopkit_cli.terminal import Terminal

__all__ = ["Catalogue", "Listed", "catalogue_of", "print_catalogue"]


@frozen
class Listed:
    """One runbook: where it is, and what it is, unless it has errors."""

    id: str
    place: str
    shipped: bool
    book: Runbook | None


@frozen
class Catalogue:
    """What is found."""

    runbooks: tuple[Listed, ...]
    roles: Mapping[str, Role]

    def data(self) -> dict[str, Any]:
        """Return it as data."""
        return {
            "runbooks": [
                {
                    "id": one.id,
                    "title": one.book.title if one.book else None,
                    "version": one.book.version if one.book else None,
                    "file": one.place,
                    "shipped": one.shipped,
                    "loads": one.book is not None,
                }
                for one in self.runbooks
            ],
            "roles": [plain(role) for role in self.roles.values()],
        }


def catalogue_of(folders: Sequence[Path]) -> Catalogue:
    """Return what is found in *folders* and among what is shipped."""
    import sopkit
    from sopkit.content import library_beside
    from sopkit.errors import DefinitionError
    from sopkit.loader import load_roles

    found: list[Listed] = []
    library = library_beside(None, folders)
    for entry in library.runbooks():
        shipped = bool(entry.shelf and entry.shelf.shipped)
        try:
            book = sopkit.load(entry.id, folders=folders)
        except DefinitionError:
            book = None
            if not shipped and b"sop:" not in entry.read()[:4096]:
                continue  # some other YAML file that happens to lie here
        found.append(Listed(entry.id, entry.shown, shipped, book))
    return Catalogue(tuple(found), load_roles(folders=folders))


def print_catalogue(terminal: Terminal, found: Catalogue) -> None:
    """Print what is found."""
    column = max((columns_of(one.id) for one in found.runbooks), default=0) + 2
    terminal.line(head(t("list.runbooks"), terminal.width), "head")
    for one in found.runbooks:
        text = f"{one.book.title} {one.book.version}" if one.book else t("list.broken", id=one.id)
        place = "" if one.shipped else f" · {one.place}"
        terminal.line(text + place, "" if one.book else "warn", first="  " + pad(one.id, column))
    terminal.line(head(t("list.roles"), terminal.width), "head")
    column = max((columns_of(role) for role in found.roles), default=0) + 2
    for role in found.roles.values():
        names = (
            (role.title, *role.aliases) if language() == "zh" else (role.title_en or role.id, role.title, *role.aliases)
        )
        terminal.line(listed(names) + _cover(found, role), first="  " + pad(role.id, column))


def _cover(found: Catalogue, role: Role) -> str:
    if not role.covered_by:
        return ""
    others = (found.roles[one] for one in role.covered_by if one in found.roles)
    titles = listed(other.title if language() == "zh" else other.title_en or other.id for other in others)
    key = "list.covered" if role.cover == "vacant" else "list.covered-always"
    return " · " + t(key, roles=titles)
