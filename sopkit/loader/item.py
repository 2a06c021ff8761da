"""Item: one mapping of a file as its table reads it, with the place of every key and value."""

from __future__ import annotations

from typing import Any

from sopkit.finding import Span
from sopkit.loader.kinds import Table
from sopkit.loader.nodes import Node

__all__ = ["Item"]


class Item:
    """
    One mapping that was read.

    ``values`` holds what could be read, by key; ``keys`` and ``nodes`` where
    each key and its value stand, also those that could not be read. ``id``
    and ``anchor`` are what the item is called, and where.
    """

    __slots__ = ("anchor", "id", "keys", "node", "nodes", "table", "values")

    def __init__(self, table: Table, node: Node, anchor: Node, name: str) -> None:
        self.table = table
        self.node = node
        self.anchor = anchor
        self.id = name
        self.values: dict[str, Any] = {}
        self.keys: dict[str, Node] = {}
        self.nodes: dict[str, Node] = {}

    def get(self, key: str, default: Any = None) -> Any:
        """Return the value of *key*, or *default* where it is absent or could not be read."""
        return self.values.get(key, default)

    def has(self, key: str) -> bool:
        """Whether *key* was written, readable or not."""
        return key in self.nodes

    def span(self, key: str | None = None) -> Span:
        """Return where *key* stands; without one (or where it is absent), where the item begins."""
        return (self.keys.get(key) or self.anchor).span if key else self.anchor.span
