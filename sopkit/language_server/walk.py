"""Walk: every key and value of a file, with what the field table says that it is."""

from __future__ import annotations

from collections.abc import Iterator

from sopkit.frozen import frozen
from sopkit.loader import kinds
from sopkit.loader.kinds import Key, Table
from sopkit.loader.nodes import Kind, Node
from sopkit.loader.tables import TABLES

__all__ = ["Spot", "walk"]

_ROLES = kinds.Ref("role", many=True)
_SCOPED = {"procedure": "{}", "fault": "fault:{}"}
# The ids of these are names of something else.
_NAMED_BY = {"line": kinds.Ref("role"), "adjust": kinds.Ref("param")}


@frozen(eq=False)
class Spot:
    """
    One key or value.

    ``kind`` is what stands there, and ``None`` for a key of *table*, which
    ``key`` is where the table has it. ``taken`` are the keys beside it;
    ``scope`` is the procedure (or ``fault:<id>``) that it is in.
    """

    node: Node
    table: Table
    key: Key | None
    kind: kinds.Kind | None
    scope: str = ""
    taken: tuple[str, ...] = ()


def walk(root: Node, table: str) -> Iterator[Spot]:
    """Yield every key and value of an item of *table*."""
    yield from _item(root, TABLES[table], "")


def _item(node: Node, table: Table, scope: str) -> Iterator[Spot]:
    if node.kind is not Kind.MAP:
        if table.short is not None:
            key = table.by_name[table.short]
            yield from _value(node, key.kind, table, key, scope)
        return
    taken = tuple(key.value for key, _ in node.value)
    for name, value in node.value:
        key_of = table.by_name.get(name.value)
        yield Spot(name, table, key_of, None, scope, taken)
        if key_of is None:
            continue
        kind = _ROLES if (table.name, key_of.name) == ("runbook", "roles") else key_of.kind
        yield from _value(value, kind, table, key_of, scope)


def _value(node: Node, kind: kinds.Kind, table: Table, key: Key, scope: str) -> Iterator[Spot]:
    match kind:
        case kinds.Nested(named):
            yield from _item(node, TABLES[named], scope)
        case kinds.Items(named):
            for one in node.value if node.kind is Kind.LIST else (node,):
                yield from _item(one, TABLES[named], scope)
        case kinds.Named(named):
            for name, value in node.value if node.kind is Kind.MAP else ():
                yield Spot(name, table, key, _NAMED_BY.get(named, kind.ids), scope)
                inside = _SCOPED[named].format(name.value) if named in _SCOPED else scope
                yield from _item(value, TABLES[named], inside)
        case _ if node.kind is Kind.LIST:
            for one in node.value:
                yield from _value(one, kind, table, key, scope)
        case _ if node.kind is Kind.MAP:
            # A name being typed in a list of names, or the roles with their own definitions.
            for name, value in node.value:
                yield Spot(name, table, key, kind, scope)
                if kind is _ROLES:
                    yield from _item(value, TABLES["role"], scope)
        case _:
            yield Spot(node, table, key, kind, scope)
