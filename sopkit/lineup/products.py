"""Products: the rows of a table made into products, and everything that is wrong with them noted at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal

from sopkit.definition.product import Product, ProductClass
from sopkit.definition.value import Value
from sopkit.finding import Finding
from sopkit.lineup import rules
from sopkit.lineup.cells import kind_of, value_of
from sopkit.lineup.columns import KINDS
from sopkit.lineup.table import Cell, Row, Table
from sopkit.loader.rules import Rule
from sopkit.near import near
from sopkit.record import BadValueError
from sopkit.script import show

__all__ = ["products_of"]

_ID = re.compile(r"[^\s@#]{1,60}")


def products_of(table: Table) -> tuple[tuple[Product, ...], tuple[Finding, ...]]:
    """Return the products of a table and every problem, in the order of the file."""
    findings = list(table.findings)
    products: list[Product] = []
    if table.sound:
        seen: dict[str, dict[str, Row]] = {"id": {}, "sku": {}}
        for row in table.rows:
            product = _product(row, seen, findings)
            if product is not None:
                products.append(product)
    findings.sort(key=lambda found: (found.span.line, found.span.column, found.code))
    return tuple(products), tuple(findings)


def _product(row: Row, seen: Mapping[str, dict[str, Row]], findings: list[Finding]) -> Product | None:
    identity, name = row.cells.get("id"), row.cells.get("name")
    if identity is None:
        findings.append(rules.NO_ID.at(row.span))
    elif not _ID.fullmatch(identity.text):
        findings.append(rules.BAD_ID.at(identity.span, value=identity.text[:40]))
    else:
        _once(rules.SAME_ID, identity, row, seen["id"], findings)
    if name is None:
        findings.append(rules.NO_NAME.at(row.span))
    sku = row.cells.get("sku")
    if sku is not None and sku is not identity:
        _once(rules.SAME_SKU, sku, row, seen["sku"], findings)
    facts = dict(_facts(row, findings))
    _agree(row, facts, findings)
    if identity is None or name is None:
        return None
    return Product(identity.text, name.text, facts)


def _once(rule: Rule, cell: Cell, row: Row, seen: dict[str, Row], findings: list[Finding]) -> None:
    first = seen.setdefault(cell.text, row)
    if first is not row:
        findings.append(rule.at(cell.span, value=cell.text, line=str(first.span.line)))


def _facts(row: Row, findings: list[Finding]) -> Iterable[tuple[str, Value]]:
    """Yield the facts of a row that can be read, and note those that cannot."""
    for fact, cell in row.cells.items():
        if fact in ("id", "name"):
            continue
        if fact == "kind":
            kind = kind_of(cell.text)
            if kind is not None:
                yield fact, kind
            else:
                findings.append(_unknown_kind(cell))
            continue
        try:
            yield fact, value_of(fact, cell)
        except BadValueError as wrong:
            args = {"head": cell.head, "value": cell.text[:40], "why": wrong.zh, "why_en": wrong.en}
            findings.append(rules.BAD_CELL.at(cell.span, **args))


def _unknown_kind(cell: Cell) -> Finding:
    hints = near(cell.text, (*KINDS, *(f"{kind.value}款" for kind in ProductClass)))
    meant = tuple(dict.fromkeys(kind_of(one) or one for one in hints))
    return rules.UNKNOWN_KIND.at(
        cell.span,
        value=cell.text[:40],
        known="、".join(kind.value for kind in ProductClass),
        hint=f"，是不是想写{'、'.join(meant)}" if meant else "",
        hint_en=f" (did you mean {', '.join(meant)}?)" if meant else "",
    )


def _agree(row: Row, facts: Mapping[str, Value], findings: list[Finding]) -> None:
    """Note facts of one product that contradict each other."""

    def note(rule: Rule, fact: str, **args: Value) -> None:
        findings.append(rule.at(row.cells[fact].span, **{name: show(value) for name, value in args.items()}))

    declared, sellable, batches = facts.get("stock_declared"), facts.get("stock_sellable"), facts.get("batches")
    if isinstance(batches, tuple):
        total = sum(map(int, batches))
        if "stock_declared" not in row.cells:
            note(rules.BATCHES_ALONE, "batches", batches=batches)
        elif isinstance(declared, int) and total != declared:
            note(rules.BATCHES, "batches", batches=batches, sum=total, declared=declared)
    if isinstance(declared, int) and isinstance(sellable, int) and sellable < declared:
        note(rules.SELLABLE, "stock_sellable", sellable=sellable, declared=declared)
    price, compare = facts.get("price"), facts.get("compare_price")
    if isinstance(compare, Decimal):
        if isinstance(price, Decimal) and compare <= price:
            note(rules.COMPARE_LOW, "compare_price", compare=compare, price=price)
        elif facts.get("price_basis") is None:
            note(rules.COMPARE_BASIS, "compare_price", compare=compare)
