"""YAML: a line-up read by the loader's own nodes, so that every value knows its line and column."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import normalize

from sopkit.finding import Finding
from sopkit.lineup import rules
from sopkit.lineup.columns import COLUMNS, fact_of
from sopkit.lineup.table import MAX_ROWS, Cell, Row, Table
from sopkit.loader.nodes import Kind, Node, parse
from sopkit.loader.text import decode
from sopkit.near import near

__all__ = ["read_yaml"]

_LISTS = ("products", "商品", "货盘")
_FOUND = {Kind.TEXT: ("一段文字", "a text"), Kind.LIST: ("一个列表", "a list"), Kind.MAP: ("一组“键: 值”", "a mapping")}


def read_yaml(raw: bytes, file: str) -> Table:
    """Return the table of a YAML file: a list of products, at the top or under ``products:``."""
    text = decode(raw, file)
    root, findings = parse(text)
    findings = [*text.findings, *findings]
    if root is None:
        return Table((), tuple(findings), sound=False)
    products = _products(root)
    if products is None or products.kind is not Kind.LIST:
        zh, en = _FOUND[(products or root).kind]
        findings.append(rules.NOT_A_LINEUP.at((products or root).span, found=zh, found_en=en))
        return Table((), tuple(findings), sound=False)
    nodes: list[Node] = products.value
    if len(nodes) > MAX_ROWS:
        findings.append(rules.TOO_MANY.at(nodes[MAX_ROWS].span, limit=str(MAX_ROWS)))
    rows = tuple(_rows(nodes[:MAX_ROWS], findings))
    if not nodes:
        findings.append(rules.NO_ROWS.at(products.span))
    return Table(rows, tuple(findings))


def _products(root: Node) -> Node | None:
    if root.kind is not Kind.MAP:
        return root
    return next((value for key, value in root.value if key.value in _LISTS), None)


def _rows(nodes: list[Node], findings: list[Finding]) -> Iterator[Row]:
    for node in nodes:
        if node.kind is not Kind.MAP:
            zh, en = _FOUND[node.kind]
            findings.append(rules.NOT_A_LINEUP.at(node.span, found=zh, found_en=en))
            continue
        cells: dict[str, Cell] = {}
        for key, value in node.value:
            fact = fact_of(key.value)
            if fact is None:
                fact = key.value
                hints = near(fact, COLUMNS) if len(fact) > 2 else ()
                if hints:
                    findings.append(rules.NEAR_COLUMN.at(key.span, head=fact, near=hints[0]))
            if fact in cells:
                other = cells[fact].head
                findings.append(rules.TWO_COLUMNS.at(key.span, head=key.value, other=other, fact=fact))
                continue
            cell = _cell(key.value, value, findings)
            if cell is not None:
                cells[fact] = cell
        for fact in ("sku", "link"):
            if "id" not in cells and fact in cells:
                cells["id"] = cells[fact]
        yield Row(cells, node.span)


def _cell(head: str, node: Node, findings: list[Finding]) -> Cell | None:
    """Return what stands behind a key; nothing where it is empty, or is no text and no list of texts."""
    if node.empty:
        return None
    if node.kind is Kind.LIST and all(one.kind is Kind.TEXT for one in node.value):
        parts = tuple(text for one in node.value if (text := normalize("NFC", one.value).strip()))
        return Cell(parts, head, node.span) if parts else None
    if node.kind is not Kind.TEXT:
        zh, en = _FOUND[node.kind]
        args = {"why": f"这里要一个值，不是{zh}", "why_en": f"one value is needed here, not {en}"}
        findings.append(rules.BAD_CELL.at(node.span, head=head, value="…", **args))
        return None
    return Cell(node.value.strip(), head, node.span) if node.value.strip() else None
