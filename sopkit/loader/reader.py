"""Reader: turns nodes into items, by functions that are compiled once from the field table."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import cache
from typing import Any

from sopkit.loader import kinds
from sopkit.loader.complaints import check_id, missing, not_a_mapping, nothing, unknown_key
from sopkit.loader.item import Item
from sopkit.loader.kinds import Table
from sopkit.loader.nodes import Kind, Node
from sopkit.loader.reading import Reading
from sopkit.loader.tables import TABLES
from sopkit.loader.variant import PARTS
from sopkit.loader.working import HOLE

__all__ = ["read_item"]

Read = Callable[[Reading, Node, str], Any]
"""Takes the reading, the value's node and the key's name; returns the value, or ``None`` with a finding noted."""

_TEXT, _LIST, _MAP = Kind.TEXT, Kind.LIST, Kind.MAP
_PARTS = {part.removesuffix("s"): part for part in PARTS}
_DOING = ("role", "roles", "steps")  # one of these a procedure or a step must have
_SCOPED = {"procedure": "{}", "fault": "fault:{}"}


def read_item(reading: Reading, node: Node, table: str, anchor: Node, name: str) -> Item | None:
    """Return the item of *table* that *node* is, called *name* at *anchor*."""
    return _item(table)(reading, node, anchor, name)


@cache
def _item(named: str) -> Callable[[Reading, Node, Node, str], Item | None]:
    """Return the function that reads one item of the table that is *named* so."""
    table = TABLES[named]
    readers = {key.name: None for key in table.keys}
    compiled: dict[str, Read] = {}
    required = [key for key in table.keys if key.required]

    def read(reading: Reading, node: Node, anchor: Node, name: str) -> Item | None:
        item = Item(table, node, anchor, name)
        if node.kind is not _MAP:
            return _short(reading, item, compiled)
        keys, nodes, values = item.keys, item.nodes, item.values
        others: set[str] = set()
        for key, value in node.value:
            word = key.value
            if word not in readers:
                others = others or {one.value for one, _ in node.value}
                meant = _meant(reading, table, key, others)
                if meant is None:
                    continue
                word = meant
            keys[word] = key
            nodes[word] = value
            if value.value == HOLE:
                continue
            reader = compiled.get(word)
            if reader is None:
                reader = compiled[word] = _reader(table.by_name[word].kind)
            found = reader(reading, value, word)
            if found is not None:
                values[word] = found
        for wanted in required:
            if wanted.name not in nodes:
                missing(reading, item, wanted)
        return item

    return read


def _meant(reading: Reading, table: Table, key: Node, others: Collection[str]) -> str | None:
    """Note a key that the table does not have; return the one to read it as, where that would be missed besides."""
    meant = unknown_key(reading, table, key, others)
    if meant is None:
        return None
    missed = meant in _DOING and not any(one in others for one in _DOING)
    return meant if missed or table.by_name[meant].required else None


def _short(reading: Reading, item: Item, compiled: dict[str, Read]) -> Item | None:
    """Read an item that is written as less than a mapping: a bare value, ``true``, or nothing."""
    table, node = item.table, item.node
    if table.flag and node.kind is _TEXT and node.value in ("true", "是"):
        return item
    if table.flag and node.kind is _TEXT and node.value in ("false", "否"):
        return None
    if node.empty and table.null:
        return item
    if table.short is not None and not node.empty:
        reader = compiled.get(table.short)
        if reader is None:
            reader = compiled[table.short] = _reader(table.by_name[table.short].kind)
        item.keys[table.short] = item.nodes[table.short] = node
        found = reader(reading, node, item.id)
        if found is not None:
            item.values[table.short] = found
        return item
    if node.empty:
        nothing(reading, node, item.id)
    else:
        not_a_mapping(reading, node, table)
    return None


def _reader(kind: kinds.Kind) -> Read:
    """Return the function that reads a value of *kind*."""
    return _MAKERS[type(kind)](kind)


def _on_text(read: Callable[[Reading, Node], Any]) -> Read:
    """Let *read* see only texts that are there."""

    def checked(reading: Reading, node: Node, key: str) -> Any:
        if node.kind is _TEXT:
            if node.style is None and node.empty:
                return nothing(reading, node, key)
            return read(reading, node)
        from sopkit.loader.reshape import not_a_text

        not_a_text(reading, node, key)
        return None

    return checked


def _several(read: Read, many: bool) -> Read:  # noqa: FBT001
    """With *many*, let one value or a list of them be read as a tuple."""
    if not many:
        return read

    def each(reading: Reading, node: Node, key: str) -> Any:
        if node.kind is _MAP:
            from sopkit.loader.reshape import braced

            node = braced(reading, node)
        nodes = node.value if node.kind is _LIST else (node,)
        return tuple(value for one in nodes if (value := read(reading, one, key)) is not None)

    return each


def _text(kind: kinds.Text) -> Read:
    return _several(_on_text(lambda _, node: node.value), kind.many)


def _words(kind: kinds.Words) -> Read:
    def read(reading: Reading, node: Node) -> str:
        reading.script(node)
        return str(node.value)

    return _several(_on_text(read), kind.many)


def _id(kind: kinds.Id) -> Read:
    return _on_text(lambda reading, node: check_id(reading, node, kind))


def _one_of(kind: kinds.OneOf) -> Read:
    known = frozenset(word for word, _, _ in kind.words)
    other = _on_text(lambda _reading, _node: None)

    def read(reading: Reading, node: Node, key: str) -> str | None:
        if node.kind is _TEXT and node.value in known:
            return str(node.value)
        if node.kind is not _TEXT or node.empty:
            other(reading, node, key)
            return None
        from sopkit.loader.naming import not_one_of

        not_one_of(reading, node, key, kind.words)
        return None

    return read


def _ref(kind: kinds.Ref) -> Read:
    if kind.to == "role":
        return _several(_on_text(lambda reading, node: reading.role(node, many=kind.many)), kind.many)

    def read(reading: Reading, node: Node) -> str:
        reading.mention(kind.to, node, many=kind.many)
        return str(node.value)

    return _several(_on_text(read), kind.many)


def _when(kind: kinds.When) -> Read:
    def read(reading: Reading, node: Node) -> str:
        reading.formula(node, kind.scope)
        return str(node.value)

    return _on_text(read)


def _nested(kind: kinds.Nested) -> Read:
    table = TABLES[kind.table]

    def read(reading: Reading, node: Node, key: str) -> Any:
        if node.kind is _MAP and table.short and not any(one.value in table.by_name for one, _ in node.value):
            from sopkit.loader.reshape import braced

            node = braced(reading, node)
        return _item(kind.table)(reading, node, node, key)

    return read


def _items(kind: kinds.Items) -> Read:
    identified = "id" in TABLES[kind.table].by_name

    def read(reading: Reading, node: Node, key: str) -> Any:
        if node.kind is not _LIST:
            if kind.one_too and not node.empty:
                found = _item(kind.table)(reading, node, node, key)
                return (found,) if found else ()
            if node.empty:
                return ()
            from sopkit.loader.reshape import no_list

            nodes = no_list(reading, node, key)
        else:
            nodes = node.value
        read_one = _item(kind.table)
        several: list[Item] = []
        if identified and not all(_has_id(one) for one in nodes):
            from sopkit.loader.reshape import rejoined

            nodes = rejoined(reading, nodes)
        for one in nodes:
            item = read_one(reading, one, one, "")
            if item is None:
                continue
            if identified and "id" in item.values:
                item.id = item.values["id"]
                item.anchor = item.nodes["id"]
            several.append(item)
        return tuple(several)

    return read


def _has_id(node: Node) -> bool:
    return node.kind is not _MAP or any(key.value == "id" for key, _ in node.value)


def _named(kind: kinds.Named) -> Read:
    scoped = _SCOPED.get(kind.table)
    part = _PARTS.get(kind.table)

    def read(reading: Reading, node: Node, key: str) -> Any:
        found: dict[str, Item] = {}
        if node.kind is not _MAP:
            if not node.empty:
                not_a_mapping(reading, node, Table(key, f"“{key}”", f"“{key}”", ()))
            return found
        read_one = _item(kind.table)
        for name, value in node.value:
            if check_id(reading, name, kind.ids) is None:
                continue
            if part:
                reading.inside = (part, name.value)
                reading.scope = scoped.format(name.value) if scoped else ""
            item = read_one(reading, value, name, name.value)
            if part:
                reading.inside, reading.scope = ("", ""), ""
            if item is not None:
                found[name.value] = item
        return found

    return read


def _as_it_is(reading: Reading, node: Node, key: str) -> Node:  # noqa: ARG001 -- read where its type is known
    return node


_MAKERS: dict[type[kinds.Kind], Callable[[Any], Read]] = {
    kinds.Text: _text,
    kinds.Words: _words,
    kinds.Id: _id,
    kinds.Name: _id,
    kinds.Flag: lambda _: _on_text(Reading.flag),
    kinds.Whole: lambda kind: _on_text(lambda reading, node: reading.whole(node, kind.least)),
    kinds.Count: lambda kind: _on_text(lambda reading, node: reading.count(node, kind.least)),
    kinds.Length: lambda _: _on_text(Reading.length),
    kinds.Moment: lambda _: _on_text(Reading.moment),
    kinds.When: _when,
    kinds.Way: lambda _: _on_text(Reading.way),
    kinds.OneOf: _one_of,
    kinds.Ref: _ref,
    kinds.Nested: _nested,
    kinds.Items: _items,
    kinds.Named: _named,
    kinds.Raw: lambda _: _as_it_is,
    kinds.Plain: lambda _: _as_it_is,
}
