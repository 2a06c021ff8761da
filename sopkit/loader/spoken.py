"""Spoken: every script of a runbook where it stands in its file, held against the wording rules."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from sopkit.definition.runbook import Runbook
from sopkit.finding import Finding
from sopkit.loader import kinds
from sopkit.loader.item import Item
from sopkit.loader.nodes import Kind, Node, parse
from sopkit.loader.reader import read_item
from sopkit.loader.reading import Reading, Seating
from sopkit.loader.rules.spoken import SAID
from sopkit.loader.tables import TABLES
from sopkit.loader.text import checked
from sopkit.wording import Rules, check_text

__all__ = ["check_item", "check_runbook", "scripts_of"]


def check_runbook(book: Runbook, *, rules: Rules, platform: str | None = None) -> tuple[Finding, ...]:
    """
    Return what *rules* find in the scripts of *book* and of what it uses, file by file.

    The platform is the runbook's own unless another is given; what a script
    leaves open (``{product.name}``) is taken for one thing that says nothing.
    """
    named = platform or book.platform or ""
    found: list[Finding] = []
    for source in book.sources:
        if not source.name.startswith("runbooks/"):
            continue
        text = checked(source.text, source.name)
        root, _ = parse(text)
        item = read_item(Reading(text, Seating()), root, "runbook", root, book.id) if root is not None else None
        if item is not None:
            found += check_item(item, rules=rules, platform=rules.platform(named))
    return tuple(found)


def check_item(item: Item, *, rules: Rules, platform: str | None = None) -> Iterator[Finding]:
    """Yield what *rules* find in the scripts of *item*, where it stands."""
    for node in scripts_of(item):
        for hit in check_text(node.value, rules=rules, platform=platform, template=True):
            yield SAID[hit.level].at(
                node.part(hit.start, hit.end),
                text=hit.text,
                rule=hit.rule,
                source="；".join(hit.source),
                why=hit.zh,
                why_en=hit.en,
            )


def scripts_of(item: Item) -> Iterator[Node]:
    """Yield each script of *item* and of what is in it: whatever its table calls `Words`."""
    for name, spoken in _parts(item.table.name):
        node = item.nodes.get(name)
        if node is None:
            continue
        if spoken:
            texts = node.value if node.kind is Kind.LIST else [node]
            yield from (one for one in texts if one.kind is Kind.TEXT and not one.empty)
            continue
        value = item.get(name)
        inner = value.values() if isinstance(value, dict) else value if isinstance(value, tuple) else (value,)
        for one in inner:
            if isinstance(one, Item):
                yield from scripts_of(one)


@cache
def _parts(table: str) -> tuple[tuple[str, bool], ...]:
    """Return the keys under which scripts may stand, and whether they do so themselves or in what is below."""
    below = (kinds.Nested, kinds.Items, kinds.Named)
    return tuple(
        (key.name, isinstance(key.kind, kinds.Words))
        for key in TABLES[table].keys
        if isinstance(key.kind, (kinds.Words, *below))
    )
